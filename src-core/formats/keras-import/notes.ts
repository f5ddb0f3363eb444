import type { Text } from '../../text.ts'
import type { KerasModel, KerasNode } from './graph.ts'
import { initializerOf } from './values.ts'

/** What of a model changes nothing that the network computes and is not kept here, in sentences. */
export function notesOn(
  { augmentations, still }: Pick<KerasModel, 'augmentations' | 'still'>,
  nodes: readonly KerasNode[],
  isTrained: boolean,
): Text[] {
  const restless = new Set(nodes.filter(isOtherInTraining).flatMap(modelsAround))
  const anew = nodes.filter(({ config }) => kernels.some((name) => isUnknown(config[name])))
  return [
    ...(augmentations.length > 0 ? [leftOut(augmentations)] : []),
    ...still.filter((model) => restless.has(model)).map(otherTraining),
    ...(anew.length > 0 ? [otherStart(anew.map(({ name }) => name))] : []),
    ...(isTrained ? [otherPlan] : []),
  ]
}

/** The models that a layer lies in, by their names with those around them. */
const modelsAround = ({ within }: KerasNode) => within.map((_, at) => within.slice(0, at + 1).join('/'))

/** Whether a layer computes in training what it computes at no other time. */
const isOtherInTraining = ({ className, config }: KerasNode) =>
  className === 'Dropout' || (className === 'BatchNormalization' && config.trainable !== false)

const kernels = ['kernel_initializer', 'depthwise_initializer', 'pointwise_initializer']

const isUnknown = (value: unknown) => value !== undefined && value !== null && initializerOf(value) === undefined

function otherStart([first, ...others]: readonly string[]): Text {
  const more = others.length
  return {
    en: `${more === 0 ? `“${first}” starts` : `“${first}” and ${more} more start`} from an initializer that is not known here: trained anew, ${more === 0 ? 'it begins' : 'they begin'} as a new layer does.`,
    zh: `“${first}”${more === 0 ? '' : `等 ${more + 1} 层`}使用了本程序没有的初始化方式：若从头训练，将按新层的默认方式初始化。`,
  }
}

const otherPlan: Text = {
  en: 'How it was trained (optimizer, loss, metrics) is not taken over.',
  zh: '未沿用其训练设置（优化器、损失函数与指标）。',
}

function leftOut([first, ...others]: readonly string[]): Text {
  const more = others.length
  return {
    en: `${more === 0 ? `“${first}” changes` : `“${first}” and ${more} more change`} images at random in training alone and ${more === 0 ? 'is' : 'are'} left out: the training plan has augmentation of its own.`,
    zh: `“${first}”${more === 0 ? '' : `等 ${more + 1} 层`}只在训练时随机改变图像，未导入：请在训练计划中设置数据增强。`,
  }
}

const otherTraining = (model: string): Text => ({
  en: `“${model}” is called with training=False, which is not kept: trained on, its normalizations take new statistics unless they are frozen, and its dropout drops.`,
  zh: `“${model}”以 training=False 调用，这一点未保留：继续训练时，未冻结的归一化层会更新统计量，Dropout 也会生效。`,
})
