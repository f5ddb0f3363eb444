import type { BlockKind } from './block.ts'
import { denseLayer, transition } from './densenet/blocks.ts'
import { mbconv } from './efficientnet/blocks.ts'
import { inception } from './googlenet/blocks.ts'
import { block17, block35, block8, mixed5b, mixed6a, mixed7a } from './inception-resnet-v2/blocks.ts'
import { normalized } from './inception-v2/blocks.ts'
import * as v3 from './inception-v3/blocks.ts'
import * as v4 from './inception-v4/blocks.ts'
import { separable } from './mobilenet/blocks.ts'
import { inverted } from './mobilenet-v2/blocks.ts'
import { basic, bottleneck } from './resnet/blocks.ts'
import { preactivation } from './resnet-v2/blocks.ts'
import { aggregated } from './resnext/blocks.ts'
import { unit } from './shufflenet/blocks.ts'
import { fire } from './squeezenet/blocks.ts'
import { vggBlock } from './vgg/blocks.ts'
import { middle, reduction } from './xception/blocks.ts'

/** Every kind of block by its id, in the order in which the library shows them. */
export const blockKinds: Readonly<Record<string, BlockKind>> = Object.fromEntries(
  (
    [
      vggBlock,
      inception,
      normalized,
      v3.moduleA,
      v3.reductionA,
      v3.moduleB,
      v3.reductionB,
      v3.moduleC,
      v4.moduleA,
      v4.reductionA,
      v4.moduleB,
      v4.reductionB,
      v4.moduleC,
      mixed5b,
      block35,
      mixed6a,
      block17,
      mixed7a,
      block8,
      basic,
      bottleneck,
      preactivation,
      aggregated,
      fire,
      denseLayer,
      transition,
      reduction,
      middle,
      separable,
      unit,
      inverted,
      mbconv,
    ] as BlockKind[]
  ).map((kind) => [kind.id, kind]),
)
