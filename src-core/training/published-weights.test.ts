import { expect, test } from 'vitest'
import { chain, layer } from '../graph/block.ts'
import { expand } from '../graph/expand.ts'
import { fitGiven } from './given-weights.ts'
import { Plan } from './plan.ts'
import { asPublished, publishedAs } from './published-weights.ts'

const network = (...before: ReturnType<typeof layer>[]) =>
  expand(
    chain('', [
      layer('input', 'input', { shape: [8, 8, 3] }),
      ...before,
      layer('stem', 'conv2d', { filters: 4, kernelSize: [3, 3] }),
      layer('pool', 'global-avg-pool-2d'),
      layer('classify', 'dense', { units: 10 }),
    ]),
  )
const weights = (name: string, ...shapes: number[][]) => ({
  name,
  series: '',
  weights: shapes.map((shape) => ({ shape })),
})
const stem = weights('conv1', [3, 3, 3, 4], [4])
const told = (file: string, layers: string[] = [], graph = network(), given = [stem]) =>
  publishedAs({ file, layers }, graph, fitGiven(given, graph).carried)

// The names under which keras.applications downloads them, and the modes of its preprocess_input.
test.each([
  ['vgg16_weights_tf_dim_ordering_tf_kernels_notop.h5', 'VGG', 'caffe'],
  ['vgg19_weights_tf_dim_ordering_tf_kernels.h5', 'VGG', 'caffe'],
  ['resnet50_weights_tf_dim_ordering_tf_kernels.h5', 'ResNet', 'caffe'],
  ['resnet152v2_weights_tf_dim_ordering_tf_kernels_notop.h5', 'ResNet v2', 'centred'],
  ['mobilenet_2_5_128_tf_no_top.h5', 'MobileNet', 'centred'],
  ['mobilenet_v2_weights_tf_dim_ordering_tf_kernels_1.0_224.h5', 'MobileNet v2', 'centred'],
  ['densenet201_weights_tf_dim_ordering_tf_kernels.h5', 'DenseNet', 'imagenet'],
  ['inception_v3_weights_tf_dim_ordering_tf_kernels.h5', 'Inception v3', 'centred'],
  ['inception_resnet_v2_weights_tf_dim_ordering_tf_kernels_notop.h5', 'Inception-ResNet v2', 'centred'],
  ['xception_weights_tf_dim_ordering_tf_kernels.h5', 'Xception', 'centred'],
  ['efficientnetb0_notop.h5', 'EfficientNet', 'imagenet'],
])('%s', (file, network, normalization) => {
  const channels = normalization === 'caffe' ? 'bgr' : 'rgb'
  expect(told(file)).toEqual({ network, by: 'file', normalization, channels })
})

test('others are told by their layers, or not at all', () => {
  expect(told('mine.h5', ['conv1_conv', 'conv2_block1_3_bn'])).toMatchObject({ network: 'ResNet', by: 'layers' })
  expect(told('mine.h5', ['conv1', 'predictions'])).toBeUndefined()
  // Whose first kernel begins anew sees images as it likes.
  const grown = [weights('conv1', [5, 5, 3, 4], [4])]
  expect(told('vgg16_weights_tf_dim_ordering_tf_kernels.h5', [], network(), grown)).toBeUndefined()
})

test('a network that scales images itself takes them as they are', () => {
  const scaling = network(layer('scale', 'rescaling', { scale: 1 / 255 }))
  expect(told('efficientnetb0.h5', [], scaling)).toMatchObject({ normalization: 'bytes', channels: 'rgb' })
})

test('all else that is done to images stays', () => {
  const plan = Plan.parse({ augmentation: { flip: true, mean: [0.5] } })
  expect(asPublished(plan, { normalization: 'bytes', channels: 'rgb' })).toMatchObject({
    augmentation: { flip: true, mean: [0], deviation: [1 / 255] },
  })
})
