import type { Augmentation } from './augmentation.ts'

/**
 * What is done to images that the network is judged by, and to those that a trained one is given: all that is not left to
 * chance. Apart from the schema, because threads that read images start in a third of the time without it.
 */
export const withoutChance = (augmentation: Augmentation): Augmentation => ({
  ...augmentation,
  crop: 'whole',
  flip: false,
  brightness: 0,
  contrast: 0,
  saturation: 0,
  hue: 0,
})
