import type { LoomDocument } from '../../src-core/document/schema.ts'
import { analyze } from '../../src-core/graph/analyze.ts'
import { fail, ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import { wantedBy } from '../../src-core/training/data.ts'
import { fitData } from '../../src-core/training/fit.ts'
import { describeData } from '../data/registry.ts'
import type { DataDescription } from '../data/source.ts'

/** What is known of a network that can be trained as its plan says. */
export interface Trainable {
  params: number
  data: DataDescription
}

/** Why a network cannot be trained as its plan says; or what is known of it. Quick: the data is not loaded. */
export async function checkTrainable(document: LoomDocument): Promise<Result<Trainable>> {
  const analysis = analyze(document)
  const error = analysis.problems.find(({ severity }) => severity === 'error')
  if (error) {
    const at = error.node === undefined ? '' : `${error.node}: `
    return fail(
      'network-has-problems',
      { en: at + error.message.en, zh: at + error.message.zh },
      { en: 'Mend the problems of the network first.', zh: '请先修正网络中的问题。' },
    )
  }
  const { trainable, nonTrainable } = analysis.blocks.get('')!
  if (analysis.outputs.length === 0 || trainable === 0) {
    return fail(
      'nothing-to-train',
      {
        en: 'Nothing in the network can be trained: it has no weights, or all of them are frozen.',
        zh: '网络没有可训练的内容：没有权重，或权重已全部冻结。',
      },
      {
        en: 'Add a layer with weights, such as a convolution or a dense layer, or train a frozen one again.',
        zh: '请添加带权重的层（例如卷积层或全连接层），或解冻已有的层。',
      },
    )
  }
  const data = await describeData(document.training.data, wantedBy(analysis))
  if (!data.ok) return data
  const fits = fitData(analysis, data.value)
  return fits.ok ? ok({ params: trainable + nonTrainable, data: data.value }) : fits
}
