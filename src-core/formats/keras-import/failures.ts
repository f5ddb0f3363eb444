import { fail } from '../../result.ts'

/** What is found wrong with the layers of a Keras model and how they are joined, in words. */
export const noModel = fail(
  'not-keras',
  { en: 'It holds no configuration of a Keras model.', zh: '其中没有 Keras 模型的配置。' },
  {
    en: 'Save the whole model from Keras: model.save("model.keras").',
    zh: '请在 Keras 中保存整个模型：model.save("model.keras")。',
  },
)

export const otherModel = (className: string) =>
  fail(
    'not-keras',
    {
      en: `A model of the class “${className}” is built by its author’s code, which is not run.`,
      zh: `类型为“${className}”的模型由作者自己的代码构建，而这些代码不会被执行。`,
    },
    {
      en: 'Build it as a functional or sequential model and save that.',
      zh: '请将其构建为函数式（Functional）或顺序（Sequential）模型后再保存。',
    },
  )

const directly = {
  en: 'Call its layers directly, for example by building one model from its input to your output.',
  zh: '请直接使用其中的层，例如从它的输入到你的输出构建一个模型。',
}

export const unknownModel = (name: string) =>
  fail(
    'nested-model',
    {
      en: `“${name}” is a model within the model, and the file does not say which layers it has.`,
      zh: `“${name}”是嵌套在模型中的另一个模型，而文件没有说明它包含哪些层。`,
    },
    directly,
  )

export const tooDeep = (most: number) =>
  fail(
    'nested-model',
    {
      en: `Models are nested in models more than ${most} deep, which is not read.`,
      zh: `模型嵌套超过 ${most} 层，无法读取。`,
    },
    directly,
  )

export const otherCall = (name: string) =>
  fail(
    'nested-model',
    {
      en: `“${name}” is a model within the model that does not take and give its tensors one by one, in order.`,
      zh: `“${name}”是嵌套在模型中的另一个模型，但它的输入或输出并非逐个按顺序对应。`,
    },
    directly,
  )

export const twoOfAName = (name: string) =>
  fail(
    'nested-model',
    {
      en: `Two layers are called “${name}”, the names of the models that hold them included.`,
      zh: `有两个层（连同其所在模型的名称）都叫“${name}”。`,
    },
    { en: 'Rename one of them and save the model again.', zh: '请重命名其中之一，然后重新保存模型。' },
  )

export const usedTwice = (name: string) =>
  fail('layer-used-twice', {
    en: `“${name}” is called more than once or takes one of several calls, and layers that share weights have no form here.`,
    zh: `“${name}”被调用多次，或取自多次调用之一；本程序不支持共享权重的层。`,
  })

export const unusualCall = (name: string) =>
  fail('unusual-call', {
    en: `“${name}” takes tensors by other arguments than its inputs, which has no form here.`,
    zh: `“${name}”通过输入以外的参数接收张量，本程序不支持这种形式。`,
  })

export const fromNowhere = (name: string) =>
  fail('not-keras', {
    en: `The model uses a layer “${name}” that it does not have.`,
    zh: `模型使用了一个不存在的层“${name}”。`,
  })

export const inCircle = (name: string) =>
  fail('network-in-circle', {
    en: `The layers run in a circle at “${name}”.`,
    zh: `网络在“${name}”处形成了环路。`,
  })
