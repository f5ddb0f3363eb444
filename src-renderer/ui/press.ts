/** A key with what is held meanwhile, in short. */
export interface Press {
  key: string
  code?: string
  ctrl?: true
  meta?: true
  shift?: true
  alt?: true
}

/** The event that the browser makes of it. */
export const pressOf = ({ key, code = '', ctrl, meta, shift, alt }: Press) =>
  new KeyboardEvent('keydown', { key, code, ctrlKey: ctrl, metaKey: meta, shiftKey: shift, altKey: alt })
