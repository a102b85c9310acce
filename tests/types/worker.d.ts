/** The lines that the server writes above web/sw.js. */
declare const VERSION: string
declare const FILES: Record<string, string>
declare const LISTS: Record<string, string>
declare const PACKS: Record<string, string>
