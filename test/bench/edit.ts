import { execute, startHistory, undo } from '../../src-core/commands/history.ts'
import type { History } from '../../src-core/commands/history.ts'
import { formatDocument, parseDocument } from '../../src-core/document/file.ts'
import { analyze } from '../../src-core/graph/analyze.ts'
import { arranger } from '../../src-core/layout/arrangement.ts'
import { visibleGraph } from '../../src-core/layout/visible.ts'
import { newDocument } from '../../templates/open.ts'
import { residualNetwork } from './networks.ts'
import type { Section } from './section.ts'

const middle = 'stage2/block24/residual/branch'

const rounds = 200
const warmUp = 30

/** What an edit of a large graph takes, from the command to all that follows from it. One frame is 16 ms. */
export const edit: Section = {
  name: 'edit',
  title: 'An edit of a graph of 1,000 layers, from command to analysis (Node)',
  async run() {
    const document = parsed(formatDocument(residualNetwork(1_000)))
    const layers = Object.values(document.nodes).filter(({ type }) => type === 'layer').length
    const first = [time(() => analyze(document))]

    /** The history of a person who edits on and on; undone every so often, as its length is not what is measured. */
    const measure = (change: (history: History, round: number) => History) => {
      let history = startHistory(document)
      analyze(document)
      const values: number[] = []
      for (let round = 0; round < warmUp + rounds; round++) {
        const milliseconds = time(() => {
          history = change(history, round)
          analyze(history.document)
        })
        if (round >= warmUp) values.push(milliseconds)
      }
      return values
    }
    const run = (history: History, command: string, input: unknown) => {
      const done = execute(history, command, input)
      if (!done.ok) throw new Error(done.failure.message.en)
      return done.value
    }
    return {
      measures: [
        { what: 'first analysis', unit: 'ms', values: first },
        { what: 'layout of Inception-ResNet v2, all unfolded', unit: 'ms', limit: 2_000, values: layouts() },
        {
          what: 'filters of a layer in the middle',
          unit: 'ms',
          limit: 16,
          values: measure((history, round) =>
            run(history, 'setParams', { id: `${middle}/conv1`, params: { filters: 33 + (round % 50) } }),
          ),
        },
        {
          what: 'size of the input: every shape changes',
          unit: 'ms',
          limit: 16,
          values: measure((history, round) =>
            run(history, 'setParams', { id: 'input', params: { shape: [33 + round, 33 + round, 3] } }),
          ),
        },
        {
          what: 'a layer on a wire, then undone',
          unit: 'ms',
          limit: 16,
          values: measure((history, round) =>
            round % 2 === 0
              ? run(history, 'addLayer', { kind: 'dropout', onEdge: `${middle}/bn1->${middle}/relu1#0` })
              : undo(history),
          ),
        },
      ],
      notes: [`The graph has ${layers} layers and ${Object.keys(document.edges).length} wires.`],
    }
  },
}

/** Milliseconds that placing every layer and block takes, where nothing is known yet; it is done in the frame of an edit. */
function layouts(): number[] {
  const made = newDocument('inception-resnet-v2')
  if (!made.ok) throw new Error(made.failure.message.en)
  const nodes = Object.fromEntries(
    Object.entries(made.value.nodes).map(([id, node]) => [
      id,
      node.type === 'block' ? { ...node, folded: false } : node,
    ]),
  )
  const graph = visibleGraph({ ...made.value, nodes }, '')
  return Array.from({ length: 10 }, () => time(() => arranger()(graph, {})))
}

function parsed(text: string) {
  const read = parseDocument(text)
  if (!read.ok) throw new Error(read.failure.message.en)
  return read.value.document
}

function time(what: () => void): number {
  const begun = performance.now()
  what()
  return performance.now() - begun
}
