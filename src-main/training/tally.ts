import { sizeOf } from '../../src-core/graph/shape.ts'
import type { Text } from '../../src-core/text.ts'
import type { Augmentation } from '../../src-core/training/augmentation.ts'
import type { ClassFigures, ClassReport, Mistake } from '../../src-core/training/classes.ts'
import type { Validation } from '../../src-core/training/metrics.ts'
import { thumbnailOf } from './thumbnail.ts'

/** What a network gives for a batch with the weights as they are. */
export interface Measured {
  /** The mean over the batch, regularization included. */
  loss: number
  /** `[count, classes]` of the main output */
  probabilities: Float32Array
}

/** What was measured, as a batch of examples says it. */
export interface MeasuredBatch extends Measured {
  /** `[count]`, the classes' numbers. */
  labels: Int32Array
  /** `[count, …]` */
  images: Float32Array
}

/** Mistakes that are kept, in all and of one cell of the confusion matrix. */
const most = { all: 32, cell: 4 }

/** Examples whose class must be among so many of the likeliest. */
const top = 5

/** Adds up what a network gives for examples, batch by batch; its memory does not grow with their number. */
export interface Tally {
  add(batch: MeasuredBatch): void
  examples(): number
  figures(): Validation
  report(place: { epoch: number; step: number; names: readonly Text[] }): ClassReport
}

/**
 * @param shape of one example
 * @param normalized what was done to its values, undone where it is shown
 */
export function createTally(
  classes: number,
  shape: readonly number[],
  normalized?: Pick<Augmentation, 'mean' | 'deviation'>,
): Tally {
  const sums = { examples: 0, loss: 0, correct: 0, top: 0 }
  const cells = new Map<number, number>()
  const mistakes = createMistakes(classes)
  const size = sizeOf(shape)

  function add({ loss, probabilities, labels, images }: MeasuredBatch) {
    sums.loss += loss * labels.length
    for (let example = 0; example < labels.length; example++) {
      const truth = labels[example]!
      const given = probabilities.subarray(example * classes, (example + 1) * classes)
      const { predicted, rank } = judge(given, truth)
      if (predicted === truth) sums.correct += 1
      if (rank < top) sums.top += 1
      const cell = truth * classes + predicted
      cells.set(cell, (cells.get(cell) ?? 0) + 1)
      if (predicted !== truth) {
        mistakes.offer({ index: sums.examples, truth, predicted, ...confidences(given, predicted, truth) }, () =>
          thumbnailOf(images.subarray(example * size, (example + 1) * size), shape, normalized),
        )
      }
      sums.examples += 1
    }
  }

  function figures(): Validation {
    const each = classFigures(cells, classes)
    const mean = (figure: (one: ClassFigures) => number) => each.reduce((sum, one) => sum + figure(one), 0) / classes
    return {
      loss: sums.loss / sums.examples,
      accuracy: sums.correct / sums.examples,
      ...(classes > top && { top5: sums.top / sums.examples }),
      precision: mean(({ precision }) => precision),
      recall: mean(({ recall }) => recall),
      f1: mean(({ f1 }) => f1),
    }
  }

  return {
    add,
    examples: () => sums.examples,
    figures,
    report: ({ epoch, step, names }) => ({
      epoch,
      step,
      examples: sums.examples,
      validation: figures(),
      classes: [...names],
      figures: classFigures(cells, classes),
      cells: [...cells]
        .sort(([a], [b]) => a - b)
        .map(([cell, count]) => [Math.floor(cell / classes), cell % classes, count]),
      mistakes: mistakes.worst(),
    }),
  }
}

/**
 * The likeliest class, of several the first, and how many are likelier than the right one: as TensorFlow's `argmax` and
 * `in_top_k` say it. A class whose probability is no number has no rank.
 */
function judge(given: Float32Array, truth: number): { predicted: number; rank: number } {
  const own = given[truth]!
  let predicted = 0
  let rank = Number.isFinite(own) ? 0 : Infinity
  for (let one = 0; one < given.length; one++) {
    if (given[one]! > given[predicted]!) predicted = one
    if (given[one]! > own) rank += 1
  }
  return { predicted, rank }
}

function confidences(given: Float32Array, predicted: number, truth: number) {
  const share = (value: number) => (Number.isFinite(value) ? Math.min(1, Math.max(0, value)) : 0)
  return { confidence: share(given[predicted]!), truthConfidence: share(given[truth]!) }
}

/** Precision, recall and F1 of each class, from the cells of a confusion matrix by `class × classes + predicted`. */
function classFigures(cells: ReadonlyMap<number, number>, classes: number): ClassFigures[] {
  const [right, there, given] = [new Uint32Array(classes), new Uint32Array(classes), new Uint32Array(classes)]
  for (const [cell, count] of cells) {
    const [truth, predicted] = [Math.floor(cell / classes), cell % classes]
    there[truth]! += count
    given[predicted]! += count
    if (truth === predicted) right[truth]! += count
  }
  const ratio = (part: number, whole: number) => (whole === 0 ? 0 : part / whole)
  return Array.from(right, (correct, one) => ({
    precision: ratio(correct, given[one]!),
    recall: ratio(correct, there[one]!),
    f1: ratio(2 * correct, given[one]! + there[one]!),
    support: there[one]!,
  }))
}

/** Keeps the mistakes that the network was surest of, few of each kind so that one kind does not hide the others. */
function createMistakes(classes: number) {
  let kept: Mistake[] = []
  const least = (of: readonly Mistake[]) => of.reduce((a, b) => (b.confidence < a.confidence ? b : a))
  return {
    offer(mistake: Mistake, picture: () => Mistake['image']) {
      const cell = mistake.truth * classes + mistake.predicted
      const alike = kept.filter(({ truth, predicted }) => truth * classes + predicted === cell)
      const rivals = alike.length >= most.cell ? alike : kept.length >= most.all ? kept : []
      if (rivals.length > 0) {
        const out = least(rivals)
        if (out.confidence >= mistake.confidence) return
        kept = kept.filter((one) => one !== out)
      }
      const image = picture()
      kept.push(image ? { ...mistake, image } : mistake)
    },
    worst: () => kept.toSorted((a, b) => b.confidence - a.confidence || a.index - b.index),
  }
}
