// The service worker: stores one language whole, answers from it, changes only whole.
// `VERSION` and `FILES` (language → address → integrity) stand above, generated.
const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self))
const LANGUAGE = new URL(worker.location.href).searchParams.get('lang') ?? 'en'
const PREFIX = 'aftertouch-'
const CACHE = `${PREFIX}${LANGUAGE}-${VERSION}`
const WANTED = { ...FILES[''], ...FILES[LANGUAGE] }
/** An address of no page: where a cache keeps its own list of files. */
const LIST = '/sw-files.json'
/** Only asked for the time of day; without a network nobody needs to hear of it. */
const HEALTH = '/healthz'
const silence = () => new Response(null, { status: 204 })
/** Calendar files that a page has put there for its patient; no server has them. */
const OUTBOX = 'outbox'
const CALENDAR = /^\/[a-z-]+\/reminders(-cancel)?\.ics$/i

worker.addEventListener('install', (event) => event.waitUntil(install()))
worker.addEventListener('activate', (event) => event.waitUntil(activate()))
worker.addEventListener('fetch', (event) => answer(event))
worker.addEventListener('message', (event) => {
  if (event.data?.type === 'take-over') worker.skipWaiting()
})

/** Stores every wanted file or, if one fails, nothing: the old version stays whole. */
async function install() {
  try {
    const cache = await caches.open(CACHE)
    const stored = await storedFiles()
    const wanted = Object.entries(WANTED)
    await Promise.all(wanted.map((file) => store(cache, stored, ...file)))
    await cache.put(LIST, new Response(JSON.stringify(WANTED)))
    if (speaksAnotherLanguage(worker.registration.active)) await worker.skipWaiting()
  } catch (error) {
    await caches.delete(CACHE)
    throw error
  }
}

/**
 * Copies a file that an earlier version holds; asks the server for any other.
 * @param {Cache} cache
 * @param {{cache: Cache, files: Record<string, string>}[]} stored
 * @param {string} url
 * @param {string} integrity
 */
async function store(cache, stored, url, integrity) {
  const earlier = stored.find(({ files }) => files[url] === integrity)
  const copy = await earlier?.cache.match(url, { ignoreVary: true })
  if (copy) return cache.put(url, copy)
  const response = await fetch(url, { integrity, cache: 'reload', redirect: 'error' })
  if (!response.ok) throw new Error(`${url} answered ${response.status}`)
  return cache.put(url, response)
}

/** Our earlier caches and their lists; only those whose pages had the same headers. */
async function storedFiles() {
  const names = (await ourCaches()).filter(
    (name) => headersOf(name) === headersOf(CACHE),
  )
  return Promise.all(
    names.map(async (name) => {
      const cache = await caches.open(name)
      const list = await cache.match(LIST)
      return { cache, files: list ? await list.json() : {} }
    }),
  )
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
  else if (url.pathname in WANTED) event.respondWith(fromCache(request, url.pathname))
  else if (url.pathname === HEALTH) event.respondWith(fetch(request).catch(silence))
  else if (request.mode === 'navigate') event.respondWith(elsewhere(event, url))
}

/** The root has no page of its own; the phone's language is known here. */
function wayIn() {
  return Response.redirect(`/${LANGUAGE}/`, 302)
}

/**
 * Our own version's copy; the network only where the phone has thrown it away.
 * @param {Request} request
 * @param {string} path
 */
async function fromCache(request, path) {
  const cache = await caches.open(CACHE)
  const stored = await cache.match(path, { ignoreVary: true })
  return stored ?? fetch(request)
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
 */
async function elsewhere(event, url) {
  try {
    const answer = await fetch(event.request)
    // Where another language takes over meanwhile, WebKit ends this worker with its last
    // event, and a page that is still coming in would stay blank.
    event.waitUntil(answer.clone().arrayBuffer())
    return answer
  } catch {
    const ours = url.pathname.replace(/^\/[^/]*\//, `/${LANGUAGE}/`)
    return ours in WANTED ? Response.redirect(ours, 302) : wayIn()
  }
}
