import { curveFormats } from '../../src-core/contract/contract.ts'
import type { CurveFormat } from '../../src-core/contract/contract.ts'
import { ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import type { Text } from '../../src-core/text.ts'
import type { EpochMetrics } from '../../src-core/training/metrics.ts'
import type { RunState, RunSummary } from '../../src-core/training/run.ts'
import type { Written } from '../exporters/write.ts'
import { exportCurves } from '../training/curves.ts'
import { readHistory } from '../training/metrics-file.ts'
import type { Runs } from '../training/runs.ts'
import { jsonOption, wrongUsage } from './define.ts'
import type { CliCommand, Invocation } from './define.ts'
import { withServices } from './services.ts'
import { table } from './table.ts'
import type { Terminal } from './terminal.ts'
import { textFlag } from './values.ts'

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
  imported: { en: 'imported', zh: '已导入' },
}

export const runsCommand: CliCommand = {
  usage: 'runs [run]',
  description: { en: 'List the training runs, or show one', zh: '列出训练记录，或查看其中一条' },
  options: [
    {
      flag: '--csv <path>',
      description: { en: 'Write the run’s figures as a table', zh: '将该训练的数据写为 CSV 表格' },
    },
    {
      flag: '--tensorboard <dir>',
      description: { en: 'Write them as TensorBoard event files', zh: '将数据写为 TensorBoard 事件文件' },
    },
    { flag: '--title <text>', description: { en: 'Give the run another title', zh: '更改该训练的名称' } },
    { flag: '--note <text>', description: { en: 'Note something about the run', zh: '为该训练添加备注' } },
    jsonOption,
  ],
  run: (invocation) =>
    withServices(invocation.trainer, ({ runs }) => {
      const [run] = invocation.args
      return run === undefined ? listAll(runs, invocation) : showOne(runs, run, invocation)
    }),
}

async function listAll(runs: Runs, { options, terminal }: Invocation): Promise<Result<unknown>> {
  const unfit = ['csv', 'tensorboard', 'title', 'note'].find((name) => options[name] !== undefined)
  if (unfit !== undefined)
    return wrongUsage({ en: `--${unfit} of which run?`, zh: `请指定 --${unfit} 所用的训练记录。` })
  const { text, locale } = terminal
  const all = runs.list()
  if (options.json) terminal.printJson(all)
  else if (all.length === 0) terminal.say({ en: 'There are no runs yet.', zh: '还没有训练记录。' })
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
          stateOf(run, terminal),
          `${run.lastEpoch?.epoch ?? 0}/${run.plan.epochs}`,
          run.lastEpoch ? run.lastEpoch.validation.accuracy.toFixed(4) : '',
          new Date(run.startedAt).toLocaleString(locale),
        ]),
      ),
    )
  return ok(undefined)
}

const stateOf = ({ state, place }: RunSummary, { text }: Terminal) =>
  place === undefined ? text(phases[state.phase]) : `${text(phases[state.phase])} (${place})`

/** Changes and writes what the options say, then shows the run as it is. */
async function showOne(runs: Runs, name: string, { options, terminal }: Invocation): Promise<Result<unknown>> {
  const found = await runs.find(name)
  if (!found.ok) return found
  const { id } = found.value
  const [title, note] = [textFlag(options.title), textFlag(options.note)]
  if (title !== undefined || note !== undefined) {
    const edited = await runs.edit(id, { ...(title && { title }), ...(note !== undefined && { note }) })
    if (!edited.ok) return edited
  }
  const written: Partial<Record<CurveFormat, Written>> = {}
  for (const format of curveFormats) {
    const path = textFlag(options[format])
    if (path === undefined) continue
    const curves = await exportCurves(found.value, { format, path })
    if (!curves.ok) return curves
    written[format] = curves.value
  }
  const run = runs.list().find((one) => one.id === id) ?? found.value
  const { epochs } = await readHistory(run.directory)
  if (options.json) terminal.printJson({ ...run, epochs, written })
  else terminal.print([...factsOf(run, terminal), ...paths(written), ...epochTable(epochs, terminal)].join('\n'))
  return ok(undefined)
}

function factsOf(run: RunSummary, terminal: Terminal): string[] {
  const { text, locale } = terminal
  const { plan, origin } = run
  const facts: [Text, string | undefined][] = [
    [{ en: 'Run', zh: '记录' }, run.id],
    [{ en: 'Network', zh: '网络' }, `${run.title}, ${run.params.toLocaleString(locale)}`],
    [{ en: 'State', zh: '状态' }, stateOf(run, terminal)],
    [{ en: 'Data', zh: '数据' }, plan.data],
    [{ en: 'Plan', zh: '计划' }, `${plan.optimizer}, ${plan.learningRate}, ${plan.batchSize} × ${plan.epochs}`],
    [{ en: 'Device', zh: '设备' }, run.device],
    [{ en: 'Begun with', zh: '初始权重来自' }, origin && `${origin.title} (${origin.run ?? origin.file})`],
    [{ en: 'Folder', zh: '文件夹' }, run.directory],
    [{ en: 'Note', zh: '备注' }, run.note],
  ]
  return facts.filter(([, value]) => value).map(([name, value]) => `${text(name)}: ${value}`)
}

const paths = (written: Partial<Record<CurveFormat, Written>>) => Object.values(written).map(({ path }) => path)

function epochTable(epochs: readonly EpochMetrics[], { text }: Terminal): string[] {
  if (epochs.length === 0) return []
  const figure = (value: number | undefined) => value?.toFixed(4) ?? ''
  const columns = [
    { en: 'Epoch', zh: '轮' },
    { en: 'Loss', zh: '损失' },
    { en: 'Accuracy', zh: '准确率' },
    { en: 'Validation loss', zh: '验证损失' },
    { en: 'Accuracy', zh: '准确率' },
    { en: 'Top-5', zh: 'Top-5' },
    { en: 'Precision', zh: '精确率' },
    { en: 'Recall', zh: '召回率' },
    { en: 'F1', zh: 'F1' },
  ]
  const rows = epochs.map(({ epoch, loss, metrics, validation }) => [
    String(epoch),
    ...[loss, metrics.accuracy, validation.loss, validation.accuracy, validation.top5].map(figure),
    ...[validation.precision, validation.recall, validation.f1].map(figure),
  ])
  return [
    '',
    table(
      columns.map((title) => ({ title: text(title), align: 'right' as const })),
      rows,
    ),
  ]
}
