import type { LoomDocument } from '../document/schema.ts'
import type { Analysis } from '../graph/analysis.ts'
import { blocksAround } from '../graph/blocks.ts'
import { formatShape } from '../graph/shape.ts'
import type { Text, Locale } from '../text.ts'
import type { ClassReport } from '../training/classes.ts'
import type { EpochMetrics } from '../training/metrics.ts'
import { Plan } from '../training/plan.ts'
import type { Usage } from './usage.ts'

/** What a model card tells, beside what follows from the graph. */
export interface CardFacts {
  title: Text
  /** The name of the file beside the card that draws the network. */
  figure: string
  /** Of the template that the network came from. */
  origin?: { idea: Text; year: number; paper: { title: string; authors: string; url?: string } }
  /** Absent where nothing was learned. */
  run?: {
    plan: Plan
    /** Milliseconds since 1970. */
    startedAt: number
    device?: string
    epoch?: EpochMetrics
    classes?: ClassReport
    usage: Usage
  }
}

/** A Markdown file that tells what a model is, how it was trained, how well it does and how to use it. */
export function modelCard(
  document: Pick<LoomDocument, 'nodes'>,
  analysis: Analysis,
  facts: CardFacts,
  locale: Locale,
): string {
  const t = (text: Text) => text[locale]
  const sections = [
    `# ${t(facts.title)}`,
    ...(facts.origin ? [t(facts.origin.idea)] : []),
    architecture(document, analysis, facts, t),
    ...(facts.run ? [training(facts.run, t), results(facts.run, t), usage(facts.run.usage, t)] : [untrained(t)]),
    `## ${t({ en: 'Licence', zh: '许可' })}\n\n${t({
      en: '_The licence of this model is for its author to say._',
      zh: '_由模型作者填写许可。_',
    })}`,
    ...(facts.origin ? [citation(facts.origin, t)] : []),
  ]
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`
}

type Translate = (text: Text) => string

/** A file's name as Markdown takes it for a link. */
const asLink = (name: string) => encodeURIComponent(name).replace(/[()]/g, (sign) => (sign === '(' ? '%28' : '%29'))

function architecture(
  { nodes }: Pick<LoomDocument, 'nodes'>,
  analysis: Analysis,
  { title, figure }: CardFacts,
  t: Translate,
): string {
  const whole = analysis.blocks.get('')!
  const seen = new Set<string>()
  const rows = analysis.order.flatMap((id) => {
    // The outermost block that it is in, or itself.
    const stage = blocksAround(nodes, id).at(-2) ?? id
    if (seen.has(stage)) return []
    seen.add(stage)
    const node = nodes[stage]!
    const block = analysis.blocks.get(stage)
    const layer = analysis.layers.get(stage)
    const facts = block ?? { ...layer!, layers: 1 }
    const name = (node.type === 'block' && node.title) || stage
    const shape = facts.shape ? formatShape(facts.shape) : '—'
    const params = facts.trainable + facts.nonTrainable
    return [[name, String(facts.layers), shape, grouped(params), grouped(facts.macs)]]
  })
  const columns = [
    { en: 'Stage', zh: '阶段' },
    { en: 'Layers', zh: '层数' },
    { en: 'Output', zh: '输出' },
    { en: 'Parameters', zh: '参数' },
    { en: 'MACs', zh: '乘加次数' },
  ]
  const total = whole.trainable + whole.nonTrainable
  return [
    `## ${t({ en: 'Architecture', zh: '结构' })}`,
    `![${t({ en: `The layers of ${title.en}`, zh: `${title.zh} 的网络结构` })}](${asLink(figure)})`,
    table(
      columns.map(t),
      [...rows, [`**${t({ en: 'All', zh: '合计' })}**`, String(whole.layers), '', grouped(total), grouped(whole.macs)]],
      1,
    ),
    t({
      en: `${grouped(total)} parameters, ${grouped(whole.trainable)} of them trainable; ${grouped(whole.macs)} multiply-accumulates for one image; ${megabytes(total)} MB as 32-bit floats.`,
      zh: `共 ${grouped(total)} 个参数，其中 ${grouped(whole.trainable)} 个可训练；处理一张图像需 ${grouped(whole.macs)} 次乘加；以 32 位浮点保存约 ${megabytes(total)} MB。`,
    }),
  ].join('\n\n')
}

function training({ plan, startedAt, device }: NonNullable<CardFacts['run']>, t: Translate): string {
  const usual = Plan.parse({})
  const essential: (keyof Plan)[] = ['data', 'optimizer', 'learningRate', 'batchSize', 'epochs']
  const told = (Object.keys(Plan.shape) as (keyof Plan)[]).filter((field) => {
    const value = plan[field]
    const isPlain = ['string', 'number', 'boolean'].includes(typeof value)
    return isPlain && (essential.includes(field) || value !== usual[field])
  })
  const rows = told.map((field) => {
    const meta = Plan.shape[field].meta()
    const choice = meta?.choices?.[String(plan[field])]
    return [meta?.label ? t(meta.label) : field, choice ? t(choice) : String(plan[field])]
  })
  const date = new Date(startedAt).toISOString().slice(0, 10)
  return [
    `## ${t({ en: 'Training', zh: '训练' })}`,
    table([t({ en: 'Setting', zh: '设置' }), t({ en: 'Value', zh: '取值' })], rows),
    t({
      en: `Trained with Layerloom on ${date}${device ? ` (${device})` : ''}.`,
      zh: `由 Layerloom 于 ${date} 训练${device ? `（${device}）` : ''}。`,
    }),
  ].join('\n\n')
}

function results({ epoch, classes }: NonNullable<CardFacts['run']>, t: Translate): string {
  if (!epoch) return ''
  const { loss, accuracy, top5, precision, recall, f1 } = epoch.validation
  const rows = [
    [t({ en: 'Accuracy', zh: '准确率' }), percent(accuracy)],
    ...(top5 === undefined ? [] : [[t({ en: 'Top-5 accuracy', zh: 'Top-5 准确率' }), percent(top5)]]),
    ...(precision === undefined
      ? []
      : [[t({ en: 'Precision (mean of classes)', zh: '精确率（各类平均）' }), percent(precision)]]),
    ...(recall === undefined
      ? []
      : [[t({ en: 'Recall (mean of classes)', zh: '召回率（各类平均）' }), percent(recall)]]),
    ...(f1 === undefined ? [] : [['F1', percent(f1)]]),
    [t({ en: 'Loss', zh: '损失' }), Number(loss.toPrecision(4)).toString()],
  ]
  const head = [
    t({ en: 'On validation images', zh: '验证集' }),
    t({ en: `After epoch ${epoch.epoch}`, zh: `第 ${epoch.epoch} 轮后` }),
  ]
  return [
    `## ${t({ en: 'Results', zh: '结果' })}`,
    table(head, rows),
    ...(classes && classes.classes.length <= 50 ? [classTable(classes, t)] : []),
  ].join('\n\n')
}

const classTable = ({ classes, figures }: ClassReport, t: Translate) =>
  table(
    [
      t({ en: 'Class', zh: '类别' }),
      t({ en: 'Precision', zh: '精确率' }),
      t({ en: 'Recall', zh: '召回率' }),
      'F1',
      t({ en: 'Images', zh: '图像数' }),
    ],
    figures.map(({ precision, recall, f1, support }, at) => [
      t(classes[at]!),
      percent(precision),
      percent(recall),
      percent(f1),
      grouped(support),
    ]),
    1,
  )

const fits: Record<Usage['inputs'][number]['fit'], Text> = {
  crop: { en: 'cut the longer sides and resize', zh: '裁去长边后缩放' },
  stretch: { en: 'resize', zh: '直接缩放' },
  pad: { en: 'resize and pad with black', zh: '缩放后用黑色填充' },
}

/** 1/255 has no end. */
const plainly = (values: readonly number[]) => values.map((value) => Number(value.toPrecision(6)))

function usage({ inputs, outputs, labels }: Usage, t: Translate): string {
  const wants = inputs.map(({ name, height, width, channels, fit, resizedTo, mean, deviation }) => {
    const isPlain = mean.every((value) => value === 0) && deviation.every((value) => value === 1)
    const normalized = isPlain
      ? { en: '', zh: '' }
      : {
          en: `, then subtract ${plainly(mean).join(', ')} and divide by ${plainly(deviation).join(', ')}`,
          zh: `，再减去 ${plainly(mean).join('、')} 并除以 ${plainly(deviation).join('、')}`,
        }
    const isPadded = resizedTo.height < height || resizedTo.width < width
    const own = `${resizedTo.height}×${resizedTo.width}`
    const sized = isPadded
      ? {
          en: `bring an image to ${own} (${fits[fit].en}) and put it in the middle of black`,
          zh: `先缩放为 ${own}（${fits[fit].zh}），再置于黑色背景中央`,
        }
      : { en: `${fits[fit].en} where they are of another size`, zh: `尺寸不同时${fits[fit].zh}` }
    const colour = channels === 1 ? { en: 'grey', zh: '灰度' } : { en: 'red, green, blue', zh: '红、绿、蓝' }
    return t({
      en: `- \`${name}\`: images of ${height}×${width}, ${channels} channel${channels === 1 ? '' : 's'} (${colour.en}); ${sized.en}. Divide values from 0 to 255 by 255${normalized.en}.`,
      zh: `- \`${name}\`：${height}×${width} 的图像，${channels} 个通道（${colour.zh}）；${sized.zh}。将 0 至 255 的值除以 255${normalized.zh}。`,
    })
  })
  const gives = outputs.map(({ name, values, activation }) =>
    t({
      en: `- \`${name}\`: ${values} values (${activation})${labels ? ', a class each' : ''}.`,
      zh: `- \`${name}\`：${values} 个值（${activation}）${labels ? '，每类一个' : ''}。`,
    }),
  )
  return [
    `## ${t({ en: 'How to use it', zh: '使用方法' })}`,
    t({ en: 'It takes', zh: '输入：' }),
    wants.join('\n'),
    t({ en: 'and gives', zh: '输出：' }),
    gives.join('\n'),
    ...(labels
      ? [
          `${t({ en: 'Classes, from 0', zh: '类别（从 0 起）' })}:\n\n${labels.map((label, at) => `${at}. ${escaped(label)}`).join('\n')}`,
        ]
      : []),
  ].join('\n\n')
}

const untrained = (t: Translate) =>
  `## ${t({ en: 'Training', zh: '训练' })}\n\n${t({ en: 'Not trained yet.', zh: '尚未训练。' })}`

function citation({ paper, year }: NonNullable<CardFacts['origin']>, t: Translate): string {
  const key = `${/(\p{L}+),/u.exec(`${paper.authors},`)![1]!.toLowerCase()}${year}`
  return [
    `## ${t({ en: 'Citation', zh: '引用' })}`,
    `${paper.authors}: _${paper.title}_, ${year}.${paper.url ? ` <${paper.url}>` : ''}`,
    [
      '```bibtex',
      `@misc{${key},`,
      `  title = {${paper.title}},`,
      `  author = {${paper.authors.split(', ').join(' and ')}},`,
      `  year = {${year}},`,
      ...(paper.url ? [`  url = {${paper.url}},`] : []),
      '}',
      '```',
    ].join('\n'),
  ].join('\n\n')
}

/** @param textColumns how many columns from the left hold words; the others hold numbers, at the right */
function table(head: readonly string[], rows: readonly (readonly string[])[], textColumns = head.length): string {
  const line = (cells: readonly string[]) => `| ${cells.map(escaped).join(' | ')} |`
  const rule = head.map((_, at) => (at < textColumns ? '---' : '---:'))
  return [line(head), `| ${rule.join(' | ')} |`, ...rows.map(line)].join('\n')
}

const escaped = (cell: string) => cell.replace(/\s+/g, ' ').replaceAll('|', '\\|')
const grouped = (value: number) => value.toLocaleString('en-US')
const percent = (value: number) => (Number.isFinite(value) ? `${(100 * value).toFixed(2)}%` : '—')
const megabytes = (params: number) => Number(((4 * params) / 1e6).toPrecision(3))
