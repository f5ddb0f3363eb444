import { fail } from '../../src-core/result.ts'
import type { Text } from '../../src-core/text.ts'
import type { NamedPrediction } from '../training/prediction.ts'
import { jsonOption, weightsOption } from './define.ts'
import type { CliCommand } from './define.ts'
import { readyRuntime, withServices } from './services.ts'
import { readWeightsFlag } from './values.ts'

export const predict: CliCommand = {
  usage: 'predict <run> <...images>',
  description: { en: 'Ask a run what images show', zh: '用训练结果识别图像' },
  options: [weightsOption, jsonOption],
  async run({ args: [source, ...images], options, terminal, trainer }) {
    const weights = readWeightsFlag(options.weights)
    if (!weights.ok) return weights
    return withServices(trainer, async ({ runs, runtime }) => {
      const run = await runs.find(source!)
      if (!run.ok) return run
      const ready = await readyRuntime(runtime, terminal)
      if (!ready.ok) return ready
      const predicted = await runs.predict(run.value.id, { images: images as string[], weights: weights.value })
      if (!predicted.ok) return predicted
      const read = predicted.value.images.filter((one) => 'classes' in one)
      for (const one of predicted.value.images) if ('unreadable' in one) terminal.say(refused(one))
      if (options.json) terminal.printJson({ predictions: read.map(inEnglish) })
      else for (const one of read) terminal.print(terminal.text(told(one)))
      return read.length > 0 ? predicted : nothingRead
    })
  },
}

type Read = Extract<NamedPrediction, { classes: unknown }>
type Unread = Extract<NamedPrediction, { unreadable: unknown }>

const inEnglish = ({ image, classes, seconds }: Read) => ({
  image,
  classes: classes.map(({ name, probability }) => ({ name: name.en, probability })),
  seconds,
})

/** `digit.png: 7 99.8%, 9 0.2% (3.1 ms)` */
function told({ image, classes, seconds }: Read): Text {
  const each = classes.map(({ name, probability }) => [name, `${(100 * probability).toFixed(1)}%`] as const)
  const time = `${(1_000 * seconds).toFixed(1)} ms`
  return {
    en: `${image}: ${each.map(([name, share]) => `${name.en} ${share}`).join(', ')} (${time})`,
    zh: `${image}：${each.map(([name, share]) => `${name.zh} ${share}`).join('，')}（${time}）`,
  }
}

const refused = ({ image, unreadable }: Unread): Text => ({
  en: `${image} was left out: ${unreadable.en}.`,
  zh: `已略过 ${image}：${unreadable.zh}。`,
})

const nothingRead = fail('nothing-read', {
  en: 'None of the images could be read.',
  zh: '所有图像都无法读取。',
})
