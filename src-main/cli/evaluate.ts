import { sayWeights } from '../../src-core/training/run.ts'
import { jsonOption, weightsOption } from './define.ts'
import type { CliCommand } from './define.ts'
import { readyRuntime, withServices } from './services.ts'
import { readWeightsFlag, requiredFlag } from './values.ts'

export const evaluate: CliCommand = {
  usage: 'evaluate <run>',
  description: { en: 'Measure a run on data', zh: '在数据上评估训练结果' },
  options: [
    { flag: '--data <source>', description: { en: 'Data source, e.g. mnist', zh: '数据源，例如 mnist' } },
    weightsOption,
    jsonOption,
  ],
  async run({ args, options, terminal, trainer }) {
    const data = requiredFlag('--data', options.data)
    if (!data.ok) return data
    const weights = readWeightsFlag(options.weights)
    if (!weights.ok) return weights
    return withServices(trainer, async ({ runs, runtime }) => {
      const run = await runs.find(args[0]!)
      if (!run.ok) return run
      const ready = await readyRuntime(runtime, terminal)
      if (!ready.ok) return ready
      const evaluated = await runs.evaluate(run.value.id, { data: data.value, weights: weights.value })
      if (!evaluated.ok) return evaluated
      const { loss, accuracy, top5, f1, examples } = evaluated.value
      if (options.json) terminal.printJson({ run: run.value.id, data: data.value, ...evaluated.value })
      else {
        const of = sayWeights(evaluated.value.weights)
        terminal.print(
          terminal.text({
            en: `loss ${loss.toFixed(4)}, accuracy ${accuracy.toFixed(4)}${said(', top-5', top5)}${said(', F1', f1)} on ${examples} examples; ${of.en}`,
            zh: `损失 ${loss.toFixed(4)}，准确率 ${accuracy.toFixed(4)}${said('，top-5 准确率', top5)}${said('，F1', f1)}，共 ${examples} 个样本；${of.zh}`,
          }),
        )
      }
      return evaluated
    })
  },
}

const said = (name: string, figure: number | undefined) => (figure === undefined ? '' : `${name} ${figure.toFixed(4)}`)
