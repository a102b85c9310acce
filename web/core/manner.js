// How a massage sounds, shows itself and goes on, as the patient has set it.

/** @typedef {import('./types.js').Settings} Settings */
/** @typedef {ReturnType<typeof mannerOf>} Manner */

/**
 * Every choice, with its default where none was made. A voice speaks by itself only
 * where the phone has one of its own.
 * @param {Settings} settings
 * @param {boolean} hasPhoneVoice
 */
export function mannerOf(settings, hasPhoneVoice) {
  return {
    muted: settings.muted ?? false,
    sound: settings.sound ?? true,
    loudness: settings.loudness ?? 'loud',
    over: settings.over ?? 'silent',
    voice: settings.voice ?? (hasPhoneVoice ? 'phone' : 'off'),
    vibration: settings.vibration ?? true,
    flash: settings.flash ?? false,
    advance: settings.advance ?? 'auto',
    hands: settings.hands ?? 'both',
  }
}

/**
 * Whether anything can be heard at all.
 * @param {Manner} manner
 */
export function isAudible({ muted, sound, voice }) {
  return !muted && (sound || voice !== 'off')
}

/**
 * What is set when the patient presses the button for all sound.
 * @param {Manner} manner
 * @returns {Settings}
 */
export function soundTurned(manner) {
  if (isAudible(manner)) return { muted: true }
  const isNothingOn = !manner.sound && manner.voice === 'off'
  return isNothingOn ? { muted: false, sound: true } : { muted: false }
}
