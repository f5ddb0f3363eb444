import { families } from '../../src-core/layers/define.ts'
import { familyLooks } from '../../src-core/layers/families.ts'

/** Gives the style sheets a colour for each family of layers, `--family-${family}`: figures have them from the core too. */
export function setFamilyColours(root: HTMLElement): void {
  for (const family of families) {
    const { light, dark } = familyLooks[family]
    root.style.setProperty(`--family-${family}`, `light-dark(${light}, ${dark})`)
  }
}
