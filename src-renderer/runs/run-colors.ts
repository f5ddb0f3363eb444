/** The CSS tokens that runs laid over each other are drawn in: told apart by the colour-blind too, in hue and in lightness. */
export const runColors = [
  '--run-1',
  '--run-2',
  '--run-3',
  '--run-4',
  '--run-5',
  '--run-6',
  '--run-7',
  '--run-8',
] as const

export const runColor = (index: number): string => runColors[index % runColors.length]!
