// Served as /sw.js when the kill switch is on: removes the app's worker and its copies.
// What a patient has written down stays; only our own caches go.
self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(leave()))

async function leave() {
  const names = await caches.keys()
  const ours = names.filter((name) => name.startsWith('aftertouch-'))
  await Promise.all(ours.map((name) => caches.delete(name)))
  await self.registration.unregister()
  const pages = await self.clients.matchAll({ type: 'window' })
  await Promise.all(pages.map((page) => page.navigate(page.url)))
}
