import type { Text } from '../../text.ts'
import type { KerasNode } from './graph.ts'
import { initializerOf } from './values.ts'

/** What of a model changes nothing that the network computes and is not kept here, in sentences. */
export function notesOn(nodes: readonly KerasNode[], isTrained: boolean): Text[] {
  const anew = nodes.filter(({ config }) => kernels.some((name) => isUnknown(config[name])))
  return [...(anew.length > 0 ? [otherStart(anew.map(({ name }) => name))] : []), ...(isTrained ? [otherPlan] : [])]
}

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
