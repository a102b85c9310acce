// What a clinic writes on every plan, kept beside the patients' records and never with
// them: its name, its number, and the number for an emergency on its paper.

const KEY = 'aftertouch-clinic'

/** @typedef {import('../core/types.js').ClinicPlan['clinic'] & {emergency: string}} Clinic */
/** @typedef {ReturnType<typeof createDesk>} Desk */

/** @param {Pick<Storage, 'getItem' | 'setItem'> | null} storage */
export function createDesk(storage) {
  return {
    /** @returns {Clinic} */
    read() {
      try {
        const found = JSON.parse(storage?.getItem(KEY) ?? '{}')
        const said = (/** @type {keyof Clinic} */ what) => String(found[what] ?? '')
        return {
          name: said('name'),
          phone: said('phone'),
          emergency: said('emergency'),
        }
      } catch {
        return { name: '', phone: '', emergency: '' }
      }
    },

    /** @param {Clinic} clinic */
    write(clinic) {
      try {
        storage?.setItem(KEY, JSON.stringify(clinic))
      } catch (error) {
        console.info('The name of the clinic cannot be kept:', error)
      }
    },
  }
}
