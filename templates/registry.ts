import type { Template } from './define.ts'
import { alexnet } from './alexnet/alexnet.ts'
import { densenet } from './densenet/densenet.ts'
import { efficientnet } from './efficientnet/efficientnet.ts'
import { lenet } from './lenet/lenet.ts'
import { mobilenet } from './mobilenet/mobilenet.ts'
import { mobilenetV2 } from './mobilenet-v2/mobilenet-v2.ts'
import { resnetV2 } from './resnet-v2/resnet-v2.ts'
import { resnext } from './resnext/resnext.ts'
import { resnet } from './resnet/resnet.ts'
import { shufflenet } from './shufflenet/shufflenet.ts'
import { squeezenet } from './squeezenet/squeezenet.ts'
import { vgg } from './vgg/vgg.ts'
import { xception } from './xception/xception.ts'

/** Every template by its id, oldest network first. */
export const templates: Readonly<Record<string, Template>> = Object.fromEntries(
  (
    [
      lenet,
      alexnet,
      vgg,
      resnet,
      resnetV2,
      resnext,
      squeezenet,
      densenet,
      xception,
      mobilenet,
      shufflenet,
      mobilenetV2,
      efficientnet,
    ] as Template[]
  ).map((template) => [template.id, template]),
)
