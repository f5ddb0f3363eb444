import type { LayerKind } from './define.ts'
import { activation } from './activation/activation.ts'
import { add } from './add/add.ts'
import { average } from './average/average.ts'
import { avgPool2D } from './avg-pool-2d/avg-pool-2d.ts'
import { batchNormalization } from './batch-normalization/batch-normalization.ts'
import { channelShuffle } from './channel-shuffle/channel-shuffle.ts'
import { concatenate } from './concatenate/concatenate.ts'
import { conv2d } from './conv2d/conv2d.ts'
import { cropping2D } from './cropping-2d/cropping-2d.ts'
import { dense } from './dense/dense.ts'
import { depthwiseConv2D } from './depthwise-conv-2d/depthwise-conv-2d.ts'
import { dropConnect } from './drop-connect/drop-connect.ts'
import { dropout } from './dropout/dropout.ts'
import { flatten } from './flatten/flatten.ts'
import { globalAvgPool2D } from './global-avg-pool-2d/global-avg-pool-2d.ts'
import { globalMaxPool2D } from './global-max-pool-2d/global-max-pool-2d.ts'
import { input } from './input/input.ts'
import { leakyRelu } from './leaky-relu/leaky-relu.ts'
import { localResponseNormalization } from './local-response-normalization/local-response-normalization.ts'
import { maxPool2D } from './max-pool-2d/max-pool-2d.ts'
import { maximum } from './maximum/maximum.ts'
import { multiply } from './multiply/multiply.ts'
import { permute } from './permute/permute.ts'
import { rescaling } from './rescaling/rescaling.ts'
import { reshape } from './reshape/reshape.ts'
import { scaledAdd } from './scaled-add/scaled-add.ts'
import { separableConv2D } from './separable-conv-2d/separable-conv-2d.ts'
import { slice } from './slice/slice.ts'
import { upSampling2D } from './up-sampling-2d/up-sampling-2d.ts'
import { zeroPadding2D } from './zero-padding-2d/zero-padding-2d.ts'

/** Every kind of layer by its id, in the order in which the library shows them. */
export const layerKinds: Readonly<Record<string, LayerKind>> = Object.fromEntries(
  (
    [
      input,
      conv2d,
      depthwiseConv2D,
      separableConv2D,
      maxPool2D,
      avgPool2D,
      globalAvgPool2D,
      globalMaxPool2D,
      batchNormalization,
      localResponseNormalization,
      rescaling,
      activation,
      leakyRelu,
      add,
      scaledAdd,
      multiply,
      average,
      maximum,
      concatenate,
      zeroPadding2D,
      cropping2D,
      upSampling2D,
      flatten,
      reshape,
      permute,
      slice,
      channelShuffle,
      dense,
      dropout,
      dropConnect,
    ] as LayerKind[]
  ).map((kind) => [kind.kind, kind]),
)

export const kindOf = (kind: string): LayerKind | undefined =>
  Object.hasOwn(layerKinds, kind) ? layerKinds[kind] : undefined
