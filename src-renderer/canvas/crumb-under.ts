import type { Point } from '../../src-core/layout/geometry.ts'

/** The attribute by which a breadcrumb names its block; `''` is the whole network. */
export const crumbAttribute = 'data-crumb'

/** The block whose breadcrumb is under a point of the window, where one is. */
export const crumbUnder = ({ x, y }: Point): string | undefined =>
  document.elementFromPoint(x, y)?.closest(`[${crumbAttribute}]`)?.getAttribute(crumbAttribute) ?? undefined
