import { fail } from '../../src-core/result.ts'
import type { Failure } from '../../src-core/result.ts'
import type { Text } from '../../src-core/text.ts'
import type { Plan } from '../../src-core/training/plan.ts'
import type { Finding } from './diagnose.ts'

const keptBefore = { en: 'The last checkpoint before that is kept.', zh: '此前最近的检查点已保留。' }

/** Where and how a training went wrong. */
export interface Divergence {
  loss: number
  step: number
  epoch: number
  learningRate: number
  /** What a look at the network found, and the step of the weights that it was looked at with. */
  finding?: Finding
  keptStep?: number
}

/** A training whose numbers are no numbers any more, or far from any use: no further step can mend that. */
export function diverged(plan: Plan, what: Divergence | 'weights') {
  if (what === 'weights') {
    const message = {
      en: 'The training has diverged: some weights are not finite numbers any more.',
      zh: '训练已发散：部分权重不再是有限的数值。',
    }
    return fail('diverged', message, lowerRate(plan))
  }
  const { step, epoch, learningRate, finding, keptStep } = what
  const found = finding ? where(finding, keptStep) : { en: '', zh: '' }
  const rate = Number(learningRate.toPrecision(3))
  const loss = Number.isNaN(what.loss)
    ? { en: 'NaN', zh: 'NaN' }
    : what.loss === Infinity
      ? { en: 'infinite', zh: '无穷大' }
      : { en: what.loss.toPrecision(2), zh: what.loss.toPrecision(2) }
  return fail(
    'diverged',
    {
      en: `The training has diverged: the loss became ${loss.en} at step ${step} (epoch ${epoch}), with a learning rate of ${rate}.${found.en}`,
      zh: `训练已发散：损失在第 ${step} 步（第 ${epoch} 轮）变为 ${loss.zh}，当时学习率为 ${rate}。${found.zh}`,
    },
    finding?.what === 'data' ? lookAtData : lowerRate(plan),
  )
}

const lowerRate = ({ learningRate, clip }: Plan): Text => {
  const clipping = clip === 'none' ? { en: ', or clip the gradients', zh: '，或启用梯度裁剪' } : { en: '', zh: '' }
  const lower = Number((learningRate / 10).toPrecision(3))
  return {
    en: `The learning rate of ${learningRate} is probably too high: try ${lower}${clipping.en}. ${keptBefore.en}`,
    zh: `学习率 ${learningRate} 可能过高，请尝试 ${lower}${clipping.zh}。${keptBefore.zh}`,
  }
}

const lookAtData: Text = {
  en: `Look at the data and at how it is normalized. ${keptBefore.en}`,
  zh: `请检查数据及其归一化方式。${keptBefore.zh}`,
}

function where(finding: Finding, keptStep: number | undefined): Text {
  if (finding.what === 'data') {
    return { en: ' Images of that batch have values that are not finite.', zh: '该批图像中含有非有限的数值。' }
  }
  const { layer } = finding
  const at = {
    en: keptStep === undefined ? '' : ` with the weights of step ${keptStep}`,
    zh: keptStep === undefined ? '' : `以第 ${keptStep} 步的权重计算，`,
  }
  if (finding.what === 'largest') {
    const size = finding.gradient.toPrecision(2)
    return {
      en: ` All was finite${at.en}; the largest gradient was ${size}, at “${layer}”.`,
      zh: `${at.zh}一切仍为有限值；最大的梯度为 ${size}，位于“${layer}”。`,
    }
  }
  return finding.what === 'output'
    ? {
        en: ` The first layer whose output is not finite${at.en} is “${layer}”.`,
        zh: `${at.zh}第一个输出不再有限的层是“${layer}”。`,
      }
    : {
        en: ` The layer nearest to the loss whose gradient is not finite${at.en} is “${layer}”.`,
        zh: `${at.zh}离损失最近的、梯度不再有限的层是“${layer}”。`,
      }
}

/** A run that went to its end but whose last weights the disk did not take. */
export const notKept = ({ code, message }: Failure, keptStep: number | undefined) =>
  fail(
    code,
    { en: `The last weights could not be kept. ${message.en}`, zh: `最后的权重未能保存。${message.zh}` },
    keptStep === undefined
      ? { en: 'Free some space and train again.', zh: '请清理磁盘空间后重新训练。' }
      : {
          en: `The checkpoint of step ${keptStep} is intact: free some space, then resume the run.`,
          zh: `第 ${keptStep} 步的检查点完好：请清理磁盘空间后继续训练。`,
        },
  )

/** How TensorFlow and V8 say that there is not enough memory for a tensor. */
const memoryWords =
  /OOM|out of memory|RESOURCE_EXHAUSTED|allocation failed|bad_alloc|Invalid (typed )?array (buffer )?length/i

/** An error that TensorFlow or tfjs threw, in words. */
export function explainError(error: unknown): { ok: false; failure: Failure } {
  const words = error instanceof Error ? error.message : String(error)
  if (memoryWords.test(words)) {
    return fail(
      'out-of-memory',
      { en: 'There is not enough memory to train this network.', zh: '内存不足，无法训练该网络。' },
      {
        en: 'Train it with a smaller batch, close other programs, or make the network smaller.',
        zh: '请减小批大小、关闭其他程序，或缩小网络。',
      },
    )
  }
  const [first] = words.split('\n')
  return fail(
    'tensorflow-error',
    { en: `TensorFlow could not go on: ${first}`, zh: `TensorFlow 无法继续：${first}` },
    { en: 'The log has the whole message. Checkpoints are kept.', zh: '完整信息见日志，检查点已保留。' },
  )
}

/** A training whose data has not one image that can be read. */
export const nothingReadable = (data: string) =>
  fail(
    'nothing-readable',
    { en: `None of the training images of ${data} can be read.`, zh: `${data} 的训练图像均无法读取。` },
    { en: 'The run’s log names them with the reasons.', zh: '训练日志中列出了这些图像及原因。' },
  )
