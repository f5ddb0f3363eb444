import { jsonOption } from './define.ts'
import type { CliCommand } from './define.ts'
import { readyRuntime, withServices } from './services.ts'
import { requiredFlag } from './values.ts'

export const evaluate: CliCommand = {
  usage: 'evaluate <run>',
  description: { en: 'Measure a run on data', zh: '在数据上评估训练结果' },
  options: [
    { flag: '--data <source>', description: { en: 'Data source, e.g. mnist', zh: '数据源，例如 mnist' } },
    jsonOption,
  ],
  async run({ args, options, terminal, trainer }) {
    const data = requiredFlag('--data', options.data)
    if (!data.ok) return data
    return withServices(trainer, async ({ runs, runtime }) => {
      const run = await runs.find(args[0]!)
      if (!run.ok) return run
      const ready = await readyRuntime(runtime, terminal)
      if (!ready.ok) return ready
      const evaluated = await runs.evaluate(run.value.id, { data: data.value })
      if (!evaluated.ok) return evaluated
      const { loss, accuracy, top5, f1, examples } = evaluated.value
      if (options.json) terminal.printJson({ run: run.value.id, data: data.value, ...evaluated.value })
      else {
        terminal.print(
          terminal.text({
            en: `loss ${loss.toFixed(4)}, accuracy ${accuracy.toFixed(4)}${said(', top-5', top5)}${said(', F1', f1)} on ${examples} examples`,
            zh: `损失 ${loss.toFixed(4)}，准确率 ${accuracy.toFixed(4)}${said('，top-5 准确率', top5)}${said('，F1', f1)}，共 ${examples} 个样本`,
          }),
        )
      }
      return evaluated
    })
  },
}

const said = (name: string, figure: number | undefined) => (figure === undefined ? '' : `${name} ${figure.toFixed(4)}`)
