import type { Template } from './define.ts'
import { alexnet } from './alexnet/alexnet.ts'
import { densenet } from './densenet/densenet.ts'
import { efficientnet } from './efficientnet/efficientnet.ts'
import { googlenet } from './googlenet/googlenet.ts'
import { inceptionResNetV2 } from './inception-resnet-v2/inception-resnet-v2.ts'
import { inceptionV2 } from './inception-v2/inception-v2.ts'
import { inceptionV3 } from './inception-v3/inception-v3.ts'
import { inceptionV4 } from './inception-v4/inception-v4.ts'
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
      googlenet,
      inceptionV2,
      resnet,
      inceptionV3,
      resnetV2,
      inceptionV4,
      inceptionResNetV2,
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
