/** The little of lean-qr that device/qr.js uses; for the type checker only. */
export interface Bitmap {
  readonly size: number
  get(x: number, y: number): boolean
}

export const correction: Readonly<Record<'L' | 'M' | 'Q' | 'H', number>>

export function generate(text: string, options: { minCorrectionLevel: number }): Bitmap
