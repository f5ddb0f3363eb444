import { FigureScale } from '../../src-core/contract/contract.ts'
import type { FigureFormat } from '../../src-core/contract/contract.ts'
import type { LoomDocument } from '../../src-core/document/schema.ts'
import { withFolds } from '../../src-core/figure/folding.ts'
import { ok } from '../../src-core/result.ts'
import type { Result } from '../../src-core/result.ts'
import { exportFigure } from '../exporters/figure.ts'
import type { Written } from '../exporters/write.ts'
import { isModel, readModel } from '../importers/read-model.ts'
import { readRunDocument } from '../training/store.ts'
import { wrongUsage } from './define.ts'
import type { CommandOption, Invocation } from './define.ts'
import { isNetwork, openNetwork } from './network.ts'
import { withServices } from './services.ts'
import { readAssignments, readFlag } from './values.ts'

export const figureOptions: readonly CommandOption[] = [
  {
    flag: '--unfold <what>',
    description: {
      en: 'Of a figure: all, none, how many levels of blocks, or a block’s id (several times); else as the document has them',
      zh: '结构图：all（全部）、none（无）、展开的层级数，或块的 id（可多次给出）；默认与文档一致',
    },
    repeatable: true,
  },
  {
    flag: '--only <id>',
    description: {
      en: 'Of a figure: this layer or block alone (several times)',
      zh: '结构图：仅画出该层或块（可多次给出）',
    },
    repeatable: true,
  },
  {
    flag: '--no-legend',
    description: { en: 'Of a figure: without the legend of colours', zh: '结构图：不带颜色图例' },
  },
  {
    flag: '--scale <n>',
    description: { en: 'Of a PNG: pixels for each of the figure’s (2)', zh: 'PNG 的缩放倍数（2）' },
  },
]

/** Draws a network as a figure, in the language of the terminal. */
export async function drawNetwork(
  source: string,
  { format, path }: { format: FigureFormat; path: string },
  invocation: Invocation,
): Promise<Result<Written>> {
  const { options, terminal } = invocation
  const scale = readFlag('--scale', FigureScale, options.scale)
  if (!scale.ok) return scale
  const opened = await documentOf(source, invocation)
  if (!opened.ok) return opened
  const document = unfolded(opened.value, flags(options.unfold))
  if (!document.ok) return document
  const only = flags(options.only)
  const unknown = only.find((id) => !Object.hasOwn(opened.value.nodes, id))
  if (unknown !== undefined) return noSuch('--only', unknown)
  return exportFigure(document.value, {
    format,
    path,
    locale: terminal.locale,
    legend: options.legend !== false,
    ...(only.length > 0 && { only }),
    ...(scale.value && { scale: scale.value }),
  })
}

async function documentOf(source: string, { options, trainer }: Invocation): Promise<Result<LoomDocument>> {
  const assignments = readAssignments(options.set)
  if (!assignments.ok) return assignments
  if (isModel(source)) {
    const imported = await readModel(source)
    return imported.ok ? ok(imported.value.document) : imported
  }
  if (await isNetwork(source)) {
    const network = await openNetwork(source, assignments.value)
    return network.ok ? ok(network.value.document) : network
  }
  return withServices(trainer, async ({ runs }) => {
    const run = await runs.find(source)
    return run.ok ? readRunDocument(run.value.directory) : run
  })
}

function unfolded(document: LoomDocument, wanted: readonly string[]): Result<LoomDocument> {
  let folded = document
  for (const one of wanted) {
    if (one === 'all') folded = withFolds(folded, Infinity)
    else if (one === 'none') folded = withFolds(folded, 0)
    else if (/^\d+$/.test(one)) folded = withFolds(folded, Number(one))
    else if (document.nodes[one]?.type === 'block') folded = withFolds(folded, one)
    else return noSuch('--unfold', one)
  }
  return ok(folded)
}

const flags = (given: unknown): string[] => [given ?? []].flat().map(String)

const noSuch = (flag: string, id: string) =>
  wrongUsage(
    { en: `${flag}: there is nothing called “${id}” here.`, zh: `${flag}：此处没有名为“${id}”的内容。` },
    { en: '“layerloom summary” lists all names.', zh: '“layerloom summary”会列出所有名称。' },
  )
