import { produce } from 'immer'
import { z } from 'zod'
import { setFrozen } from '../../src-core/commands/freeze.ts'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import { isFrozen } from '../../src-core/graph/frozen.ts'
import { ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import type { CarryOver } from '../../src-core/training/carry-over.ts'
import { allButHead } from '../../src-core/training/head.ts'
import { givesImages, knownImages } from '../../src-core/training/known-images.ts'
import { wrongUsage } from './define.ts'
import type { CommandOption } from './define.ts'
import type { Terminal } from './terminal.ts'
import { readFlag } from './values.ts'

export const freezeOption: CommandOption = {
  flag: '--freeze <what>',
  description: {
    en: 'Leave weights as they are: all-but-head, or a block or layer; can be given several times',
    zh: '保持权重不变：all-but-head（除分类头外全部），或某个块、某一层；可多次给出',
  },
  repeatable: true,
}

const whose = ['weights', 'plan'] as const

export const valuesOption: CommandOption = {
  flag: '--image-values <whose>',
  description: {
    en: 'With --from: weights, as those were trained, or plan, as the plan has them; by default weights for a run, and for a file with a name of keras.applications',
    zh: '与 --from 同用：weights 按这些权重训练时的图像数值，plan 按计划；对训练记录及名称出自 keras.applications 的文件，默认用 weights',
  },
}

/**
 * Gives images the values that the weights were trained on, where that is asked for or certain, and tells so. What is
 * likely is only pointed out.
 *
 * @param carried what the network begins with, if anything
 * @param given the flag's value
 */
export function followImages(
  document: LoomDocument,
  carried: CarryOver | undefined,
  { given, terminal, json }: { given: unknown; terminal: Terminal; json: boolean },
): Result<LoomDocument> {
  const asked = readFlag('--image-values', z.enum(whose), given)
  if (!asked.ok) return asked
  const { training } = document
  const known = carried && knownImages(carried, training)
  if (!known) {
    if (asked.value !== 'weights' || carried?.trainedOn) return ok(document)
    return wrongUsage({
      en: '--image-values weights: what images these weights were trained on is not known, or the network begins without their first kernel.',
      zh: '--image-values weights：无法得知这些权重训练时的图像数值，或网络未使用其首个卷积核。',
    })
  }
  const follows = (asked.value ?? (known.isSure ? 'weights' : 'plan')) === 'weights'
  if (!json && asked.value === undefined) {
    const { en, zh } = known.said
    if (follows) {
      terminal.say({
        en: `${en} Images are given these values; --image-values plan leaves them as the plan has them.`,
        zh: `${zh}图像将采用这些数值；如需保持计划中的数值，请用 --image-values plan。`,
      })
    } else if (!givesImages(training, known.images)) {
      terminal.say({
        en: `${en} Images keep the plan’s values; --image-values weights gives them those.`,
        zh: `${zh}图像仍采用计划中的数值；如需采用上述数值，请用 --image-values weights。`,
      })
    }
  }
  return ok(follows ? { ...document, training: { ...training, ...known.images } } : document)
}

const butHead = 'all-but-head'

/**
 * Freezes what is asked for. The layers that begin anew learn with the head: nothing would become of them else.
 *
 * @param given the flag's values
 * @param carried what the network begins with, if anything
 */
export function freezeAsked(document: LoomDocument, given: unknown, carried?: CarryOver): Result<LoomDocument> {
  const asked = [given ?? []].flat().map(String)
  const missing = asked.find((id) => id !== butHead && !Object.hasOwn(document.nodes, id))
  if (missing !== undefined) {
    return wrongUsage(
      {
        en: `--freeze ${missing}: the network has no such block or layer.`,
        zh: `--freeze ${missing}：网络中没有这个块或层。`,
      },
      { en: `Give ${butHead}, or a name that summary shows.`, zh: `请给出 ${butHead}，或 summary 所列的名称。` },
    )
  }
  const anew = carried?.anew.map(({ layer }) => layer)
  const ids = asked.flatMap((id) => (id === butHead ? allButHead(document, anew) : [id]))
  if (ids.length === 0) return ok(document)
  return ok(produce(document, (draft) => void setFrozen.apply(draft, { ids, frozen: true })))
}

/** Tells which layers begin with weights of a run or a file, and which are trained. */
export function tellStart(carried: CarryOver, document: LoomDocument, terminal: Terminal, json: boolean): void {
  const { kept, anew, left, keptParams, params, published, trainedOn } = carried
  const by = (way: 'name' | 'order') => kept.filter((layer) => layer.by === way).length
  const frozen = Object.keys(document.nodes).filter((id) => isFrozen(document, id)).length
  const { from, augmentation, fromChannels } = document.training
  if (json) {
    const reasons = anew.map(({ layer, reason }) => ({ layer, reason: terminal.text(reason) }))
    const ways = { byName: by('name'), byOrder: by('order'), anew: reasons }
    terminal.printJson({
      event: 'weights',
      from,
      ...ways,
      left,
      keptParams,
      params,
      frozen,
      published,
      trainedOn,
      augmentation,
      fromChannels,
    })
    return
  }
  const [some, all] = [keptParams, params].map((count) => count.toLocaleString(terminal.locale))
  terminal.say({
    en: `Beginning with weights of ${from}: ${by('name')} layers by name, ${by('order')} by order, ${anew.length} new; ${some} of ${all} parameters.`,
    zh: `以 ${from} 的权重开始：按名称 ${by('name')} 层，按顺序 ${by('order')} 层，重新初始化 ${anew.length} 层；参数 ${some} / ${all}。`,
  })
  for (const { layer, reason } of anew)
    terminal.say({ en: `  New: ${layer}. ${reason.en}`, zh: `  重新初始化：${layer}。${reason.zh}` })
  if (left.length > 0) {
    terminal.say({ en: `  Not used of it: ${left.join(', ')}.`, zh: `  未使用：${left.join('、')}。` })
  }
  if (frozen > 0) terminal.say({ en: `  Frozen: ${frozen} layers.`, zh: `  已冻结：${frozen} 层。` })
}
