import {
  exportFormats,
  ExportFormat,
  FigureFormat,
  figureFormats,
  float16Formats,
} from '../../src-core/contract/contract.ts'
import { obstacle } from '../../src-core/graph/problem.ts'
import { fail } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import type { Text } from '../../src-core/text.ts'
import { Plan } from '../../src-core/training/plan.ts'
import { sayWeights } from '../../src-core/training/run.ts'
import { exportModel, exportRun } from '../exporters/export.ts'
import type { WrittenRun } from '../exporters/export.ts'
import { initialWeights, randomWeights } from '../exporters/initial-weights.ts'
import type { Following } from '../exporters/meter.ts'
import type { Written } from '../exporters/write.ts'
import { isModel, readModel } from '../importers/read-model.ts'
import { jsonOption, setOption, wrongUsage } from './define.ts'
import type { CliCommand, Invocation } from './define.ts'
import { drawNetwork, figureOptions } from './export-figure.ts'
import { followExport } from './follow-export.ts'
import { isNetwork, openNetwork } from './network.ts'
import { withServices } from './services.ts'
import { readAssignments, readFlag, readWeightsFlag, requiredFlag, textFlag } from './values.ts'

const formats = [...exportFormats, ...figureFormats]
const weightSources = ['initial', 'random']

export const exportCommand: CliCommand = {
  usage: 'export <run, file or template>',
  description: { en: 'Write a model for other programs', zh: '导出模型供其他程序使用' },
  options: [
    { flag: '--to <format>', description: { en: formats.join(', '), zh: formats.join('、') } },
    { flag: '-o, --out <path>', description: { en: 'Where to', zh: '输出位置' } },
    {
      flag: '--weights <source>',
      description: {
        en: 'Of a run: best (default: of its best epoch, where kept) or last. Of a network: initial (default) or random, every one drawn',
        zh: '训练记录：best（默认，最佳一轮，若有保存）或 last（最后）。网络：initial（默认，初始权重）或 random（全部随机）',
      },
    },
    { flag: '--seed <n>', description: { en: 'Seed of those weights', zh: '上述权重的随机种子' } },
    {
      flag: '--float16',
      description: {
        en: `Kernels as 16-bit floats, in half the space (${float16Formats.join(', ')})`,
        zh: `以 16 位浮点数保存卷积核等权重，体积减半（${float16Formats.join('、')}）`,
      },
    },
    setOption,
    ...figureOptions,
    jsonOption,
  ],
  async run(invocation) {
    const { args, options, terminal } = invocation
    const format = readFormat(options.to)
    if (!format.ok) return format
    const path = requiredFlag('-o', options.out)
    if (!path.ok) return path
    const source = args[0]!
    const written = await write(source, format.value, path.value, invocation)
    if (!written.ok) return written
    if (options.json) terminal.printJson({ format: format.value, ...written.value })
    else {
      terminal.print(written.value.path)
      if (written.value.weights) terminal.say(capitalized(sayWeights(written.value.weights)))
    }
    return written
  },
}

async function write(
  source: string,
  format: ExportFormat | FigureFormat,
  path: string,
  invocation: Invocation,
): Promise<Result<WrittenRun>> {
  const { options, terminal } = invocation
  const float16 = options.float16 === true
  if (isFigure(format)) {
    if (float16) return wrongUsage({ en: '--float16 is for weights.', zh: '--float16 仅用于权重。' })
    return drawNetwork(source, { format, path }, invocation)
  }
  const exported = isModel(source) ? exportImported : (await isNetwork(source)) ? exportNetwork : exportLearned
  return followExport(terminal, {
    isQuiet: options.json === true,
    write: (following) => exported(source, { format, path, float16, following }, invocation),
  })
}

/** What is to be written, whatever of. */
interface Wanted {
  format: ExportFormat
  path: string
  float16: boolean
  following: Following
}

const isFigure = (format: ExportFormat | FigureFormat): format is FigureFormat => FigureFormat.safeParse(format).success

function readFormat(given: unknown): Result<ExportFormat | FigureFormat> {
  const text = textFlag(given)
  const known = formats.join(', ')
  const parsed = ExportFormat.or(FigureFormat).safeParse(text)
  if (parsed.success) return { ok: true, value: parsed.data }
  return fail(
    'unknown-format',
    text === undefined
      ? { en: '--to is missing.', zh: '缺少 --to。' }
      : { en: `There is no format “${text}”.`, zh: `没有名为“${text}”的格式。` },
    { en: `Formats: ${known}.`, zh: `现有格式：${known}。` },
  )
}

async function exportNetwork(
  source: string,
  wanted: Wanted,
  { options, terminal }: Invocation,
): Promise<Result<Written>> {
  const assignments = readAssignments(options.set)
  if (!assignments.ok) return assignments
  const seed = readFlag('--seed', Plan.shape.seed, options.seed)
  if (!seed.ok) return seed
  const kind = textFlag(options.weights) ?? 'initial'
  if (!weightSources.includes(kind)) {
    return wrongUsage({
      en: `--weights is ${weightSources.join(' or ')}, not “${kind}”.`,
      zh: `--weights 只能是 ${weightSources.join(' 或 ')}，而不是“${kind}”。`,
    })
  }
  const network = await openNetwork(source, assignments.value)
  if (!network.ok) return network
  const { document, analysis } = network.value
  const error = obstacle(analysis.problems)
  if (error) return fail('network-has-problems', error.message)
  const used = seed.value ?? document.training.seed
  const weights =
    kind === 'random'
      ? { ok: true as const, value: randomWeights(document, used) }
      : await initialWeights(document, used)
  if (!weights.ok) return weights
  return exportModel({ document, weights: weights.value, ...wanted, locale: terminal.locale })
}

async function exportImported(
  source: string,
  wanted: Wanted,
  { options, terminal }: Invocation,
): Promise<Result<Written>> {
  const unfit = ownWeights(options, ['weights', 'seed', 'set'])
  if (unfit) return unfit
  const imported = await readModel(source)
  return imported.ok ? exportModel({ ...imported.value, ...wanted, locale: terminal.locale }) : imported
}

async function exportLearned(
  source: string,
  wanted: Wanted,
  { options, terminal, trainer }: Invocation,
): Promise<Result<WrittenRun>> {
  const unfit = ownWeights(options, ['seed', 'set'])
  if (unfit) return unfit
  const weights = readWeightsFlag(options.weights)
  if (!weights.ok) return weights
  return withServices(trainer, async ({ runs }) => {
    const run = await runs.find(source)
    if (!run.ok) return run
    const { directory } = run.value
    return exportRun({ directory, ...wanted, weights: weights.value, locale: terminal.locale })
  })
}

/** What is wrong with asking for other weights than those that are there; nothing where nobody does. */
function ownWeights(options: Invocation['options'], others: readonly string[]) {
  const unfit = others.find((name) => options[name] !== undefined)
  if (!unfit) return undefined
  return wrongUsage({
    en: `--${unfit} is for documents and templates; a run or a model has its own weights.`,
    zh: `--${unfit} 仅用于文档和模板；训练记录和模型自带权重。`,
  })
}

const capitalized = ({ en, zh }: Text): Text => ({ en: `${en[0]!.toUpperCase()}${en.slice(1)}.`, zh: `${zh}。` })
