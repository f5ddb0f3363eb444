import type { LayerKind } from './define.ts'
import { activation } from './activation/activation.ts'
import { add } from './add/add.ts'
import { avgPool2D } from './avg-pool-2d/avg-pool-2d.ts'
import { batchNormalization } from './batch-normalization/batch-normalization.ts'
import { concatenate } from './concatenate/concatenate.ts'
import { conv2d } from './conv2d/conv2d.ts'
import { dense } from './dense/dense.ts'
import { dropout } from './dropout/dropout.ts'
import { flatten } from './flatten/flatten.ts'
import { globalAvgPool2D } from './global-avg-pool-2d/global-avg-pool-2d.ts'
import { input } from './input/input.ts'
import { maxPool2D } from './max-pool-2d/max-pool-2d.ts'
import { zeroPadding2D } from './zero-padding-2d/zero-padding-2d.ts'

/** Every kind of layer by its id, in the order in which the library shows them. */
export const layerKinds: Readonly<Record<string, LayerKind>> = Object.fromEntries(
  (
    [
      input,
      conv2d,
      maxPool2D,
      avgPool2D,
      globalAvgPool2D,
      zeroPadding2D,
      batchNormalization,
      activation,
      add,
      concatenate,
      flatten,
      dense,
      dropout,
    ] as LayerKind[]
  ).map((kind) => [kind.kind, kind]),
)

export const kindOf = (kind: string): LayerKind | undefined =>
  Object.hasOwn(layerKinds, kind) ? layerKinds[kind] : undefined
