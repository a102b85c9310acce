// The way in where no server looks at `Accept-Language`: to the language that was chosen
// here before, or the first of the browser's own that there is, or the first of all.
const CHOSEN = 'aftertouch-language'

const links = [...document.querySelectorAll('a[hreflang]')]
const wanted = [chosen(), ...navigator.languages].map(primary)
const [code = links[0].hreflang] = wanted.filter(linkTo)
location.replace(linkTo(code).href)

function chosen() {
  try {
    return localStorage.getItem(CHOSEN) ?? ''
  } catch {
    return ''
  }
}

function primary(tag) {
  return tag.toLowerCase().split('-')[0]
}

function linkTo(code) {
  return links.find(({ hreflang }) => hreflang === code)
}
