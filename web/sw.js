// The service worker: stores one language whole, answers from it, changes only whole.
// Above stand, generated: `VERSION`, `FILES` (what every language needs, address →
// integrity), `LISTS` (language → integrity of its own list of that kind) and `PACKS`
// (language → integrity of all its texts in one answer).
const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self))
const LANGUAGE = new URL(worker.location.href).searchParams.get('lang') ?? 'en'
const PREFIX = 'aftertouch-'
const CACHE = `${PREFIX}${LANGUAGE}-${VERSION}`
/** An address of no page: where a cache keeps its own list of files. */
const LIST = '/sw-files.json'
/** Only asked for the time of day; without a network nobody needs to hear of it. */
const HEALTH = '/healthz'
const silence = () => new Response(null, { status: 204 })
/** Calendar files that a page has put there for its patient; no server has them. */
const OUTBOX = 'outbox'
const PRELOAD = /<link rel="(module)?preload"[^>]*>\s*/g
const CALENDAR = /^\/[a-z-]+\/reminders(-cancel)?\.ics$/i

worker.addEventListener('install', (event) => event.waitUntil(install(event)))
worker.addEventListener('activate', (event) => event.waitUntil(activate()))
worker.addEventListener('fetch', (event) => answer(event))
worker.addEventListener('message', (event) => {
  if (event.data?.type === 'take-over') worker.skipWaiting()
})

/**
 * Stores every wanted file or, if one fails, nothing: the old version stays whole.
 * @param {ExtendableEvent} event
 */
async function install(event) {
  try {
    await shorten(event, await fill())
    if (speaksAnotherLanguage(worker.registration.active)) await worker.skipWaiting()
  } catch (error) {
    // After a way back to this version its cache may be the one that is in use.
    if (!(await listOf(await caches.open(CACHE)))) await caches.delete(CACHE)
    throw error
  }
}

/**
 * What is stored needs no worker where the browser can look it up by itself; for what it
 * does not find there it asks the network. Modules are named by their folders: a browser
 * takes some 250 routes.
 * @param {ExtendableEvent} event
 * @param {string[]} stored addresses
 */
async function shorten(event, stored) {
  const names = stored.map((url) => (url in FILES ? url.replace(/[^/]*$/, '*') : url))
  const routes = [...new Set(names)].map((pathname) => ({
    condition: { urlPattern: { pathname, search: '' }, requestMethod: 'get' },
    source: { cacheName: CACHE },
  }))
  await /** @type {any} */ (event).addRoutes?.(routes).catch(() => undefined)
}

/**
 * Puts all files of this version in its cache, and their list when they are there.
 * @returns {Promise<string[]>} their addresses
 */
async function fill() {
  const files = { ...FILES, ...(await filesOfLanguage()) }
  const sources = await sourcesOfCopies()
  const cache = await caches.open(CACHE)
  const wanted = Object.entries(files)
  await Promise.all(wanted.map((file) => store(cache, sources, ...file)))
  await cache.put(LIST, new Response(JSON.stringify(files)))
  return Object.keys(files)
}

/** @returns {Promise<Record<string, string>>} address → integrity */
async function filesOfLanguage() {
  const list = await load(`/${LANGUAGE}/files.json`, LISTS[LANGUAGE])
  return list.json()
}

/**
 * The server's copy, if it is the one that this version means.
 * @param {string} url
 * @param {string} integrity
 */
async function load(url, integrity) {
  const response = await fetch(url, { integrity, cache: 'reload', redirect: 'error' })
  if (!response.ok) throw new Error(`${url} answered ${response.status}`)
  return response
}

/**
 * Takes a copy where there is one; asks the server for any other file.
 * @param {Cache} cache
 * @param {Source[]} sources
 * @param {string} url
 * @param {string} integrity
 */
async function store(cache, sources, url, integrity) {
  for (const copyOf of sources) {
    const copy = await copyOf(url, integrity)
    if (copy) return cache.put(url, await asStored(url, copy))
  }
  return cache.put(url, await asStored(url, await load(url, integrity)))
}

/**
 * A page without its preloads: what is stored is there at once, and to ask ahead for it
 * would only hold up the first paint.
 * @param {string} url
 * @param {Response} file
 */
async function asStored(url, file) {
  if (!url.endsWith('/')) return file
  const text = await file.text()
  return new Response(text.replace(PRELOAD, ''), { headers: file.headers })
}

/**
 * Gives a file, if it has that very one, without asking the server for it.
 * @typedef {(url: string, integrity: string) => Promise<Response | undefined>} Source
 */

/**
 * What is stored; a phone that has nothing asks once for all texts, not for each.
 * @returns {Promise<Source[]>}
 */
async function sourcesOfCopies() {
  const stored = await storedFiles()
  return stored.length > 0 ? stored : [await unpacked()]
}

/**
 * Our caches that are whole; only those whose pages had the same headers.
 * @returns {Promise<Source[]>}
 */
async function storedFiles() {
  const names = (await ourCaches()).filter(
    (name) => headersOf(name) === headersOf(CACHE),
  )
  const opened = await Promise.all(names.map((name) => caches.open(name)))
  const lists = await Promise.all(opened.map(listOf))
  return opened
    .map((cache, index) => ({ cache, files: lists[index] }))
    .filter(({ files }) => files !== null)
    .map(({ cache, files }) => async (url, integrity) => {
      if (files?.[url] === integrity) return cache.match(url, { ignoreVary: true })
    })
}

/** @returns {Promise<Source>} */
async function unpacked() {
  const pack = await load(`/${LANGUAGE}/pack.json`, PACKS[LANGUAGE])
  const { headers, files } = await pack.json()
  return async (url) => {
    if (!Object.hasOwn(files, url)) return undefined
    const [index, text] = files[url]
    return new Response(text, { headers: headers[index] })
  }
}

/**
 * What a cache holds, address → integrity; null where it was never filled.
 * @param {Cache} cache
 * @returns {Promise<Record<string, string> | null>}
 */
async function listOf(cache) {
  const list = await cache.match(LIST)
  return list ? list.json() : null
}

/**
 * A version is `<digest of headers>.<digest of files>`.
 * @param {string} cacheName
 */
function headersOf(cacheName) {
  return cacheName.split('-').at(-1)?.split('.')[0]
}

/** Removes our own older versions, and looks after the pages that are open. */
async function activate() {
  const old = (await ourCaches()).filter((name) => name !== CACHE)
  await Promise.all(old.map((name) => caches.delete(name)))
  await worker.clients.claim()
}

async function ourCaches() {
  return (await caches.keys()).filter((name) => name.startsWith(PREFIX))
}

/** @param {ServiceWorker | null} active */
function speaksAnotherLanguage(active) {
  if (!active) return false
  return new URL(active.scriptURL).searchParams.get('lang') !== LANGUAGE
}

/** @param {FetchEvent} event */
function answer(event) {
  const { request } = event
  const url = new URL(request.url)
  if (
    !['GET', 'HEAD'].includes(request.method) ||
    url.origin !== worker.location.origin
  )
    return
  if (url.pathname === '/') event.respondWith(wayIn())
  else if (CALENDAR.test(url.pathname)) event.respondWith(fromOutbox(url.pathname))
  else if (url.pathname === HEALTH) {
    event.respondWith(fetch(request).catch(silence))
    event.waitUntil(lookAfterStore())
  } else event.respondWith(fromCache(event, url))
}

/** The root has no page of its own; the phone's language is known here. */
function wayIn() {
  return Response.redirect(`/${LANGUAGE}/`, 302)
}

/**
 * Our own version's copy; the network only for what was never stored, or thrown away.
 * @param {FetchEvent} event
 * @param {URL} url
 */
async function fromCache(event, url) {
  const cache = await caches.open(CACHE)
  const stored = await cache.match(url.pathname, { ignoreVary: true })
  if (stored) return stored
  const isPage = event.request.mode === 'navigate'
  if (!isPage) return fetch(event.request)
  return elsewhere(event, url, (await listOf(cache)) ?? {})
}

/** Every page asks for the time of day: a moment to see whether all is still there. */
async function lookAfterStore() {
  const cache = await caches.open(CACHE)
  const [files, stored] = await Promise.all([listOf(cache), cache.keys()])
  const isWhole = files && stored.length > Object.keys(files).length
  if (!isWhole) await fillAgain()
}

/** @type {Promise<unknown> | null} */
let filling = null

/** What the phone has thrown away comes back, as soon as there is a network. */
function fillAgain() {
  filling ??= fill()
    .catch(() => undefined)
    .finally(() => (filling = null))
  return filling
}

/**
 * What the page has put there, or the way to the page that does; never the network.
 * @param {string} path
 */
async function fromOutbox(path) {
  // A look at a cache must not make one.
  const ready = await caches.match(path, { cacheName: OUTBOX, ignoreVary: true })
  return ready ?? Response.redirect(`/${LANGUAGE}/progress/`, 302)
}

/**
 * A page that is not stored, offline: the same page in the language that is.
 * @param {FetchEvent} event
 * @param {URL} url
 * @param {Record<string, string>} files those that are stored
 */
async function elsewhere(event, url, files) {
  try {
    const answer = await fetch(event.request)
    // Where another language takes over meanwhile, WebKit ends this worker with its last
    // event, and a page that is still coming in would stay blank.
    event.waitUntil(answer.clone().arrayBuffer())
    return answer
  } catch {
    const ours = url.pathname.replace(/^\/[^/]*\//, `/${LANGUAGE}/`)
    const way = [ours, `/${LANGUAGE}/`].find((each) => each in files)
    const isStuck = !way || way === url.pathname
    return isStuck ? Response.error() : Response.redirect(way, 302)
  }
}
