import { ok } from '../../src-core/result.ts'
import type { Text } from '../../src-core/text.ts'
import type { RunState } from '../../src-core/training/run.ts'
import { jsonOption } from './define.ts'
import type { CliCommand } from './define.ts'
import { withServices } from './services.ts'
import { table } from './table.ts'

const phases: Record<RunState['phase'], Text> = {
  preparing: { en: 'preparing', zh: '准备中' },
  training: { en: 'training', zh: '训练中' },
  validating: { en: 'validating', zh: '验证中' },
  queued: { en: 'queued', zh: '排队中' },
  paused: { en: 'paused', zh: '已暂停' },
  stopped: { en: 'stopped', zh: '已停止' },
  done: { en: 'done', zh: '已完成' },
  failed: { en: 'failed', zh: '失败' },
  interrupted: { en: 'interrupted', zh: '已中断' },
}

export const runsCommand: CliCommand = {
  usage: 'runs',
  description: { en: 'List the training runs', zh: '列出训练记录' },
  options: [jsonOption],
  run: ({ options, terminal, trainer }) =>
    withServices(trainer, async ({ runs }) => {
      const { text, locale } = terminal
      const all = runs.list()
      if (options.json) {
        terminal.printJson(all)
        return ok(undefined)
      }
      if (all.length === 0) terminal.say({ en: 'There are no runs yet.', zh: '还没有训练记录。' })
      else
        terminal.print(
          table(
            [
              { title: text({ en: 'Run', zh: '记录' }) },
              { title: text({ en: 'Network', zh: '网络' }) },
              { title: text({ en: 'Data', zh: '数据' }) },
              { title: text({ en: 'State', zh: '状态' }) },
              { title: text({ en: 'Epochs', zh: '轮数' }), align: 'right' },
              { title: text({ en: 'Validation accuracy', zh: '验证准确率' }), align: 'right' },
              { title: text({ en: 'Started', zh: '开始时间' }) },
            ],
            all.map((run) => [
              run.id,
              run.title,
              run.plan.data,
              text(phases[run.state.phase]),
              `${run.lastEpoch?.epoch ?? 0}/${run.plan.epochs}`,
              run.lastEpoch ? run.lastEpoch.validation.accuracy.toFixed(4) : '',
              new Date(run.startedAt).toLocaleString(locale),
            ]),
          ),
        )
      return ok(undefined)
    }),
}
