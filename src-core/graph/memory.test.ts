import { expect, test } from 'vitest'
import { newDocument } from '../../templates/open.ts'
import { analyze } from './analyze.ts'
import { heldBytes, inferenceBytes, trainingBytes } from './memory.ts'

function network(template: string, options = {}) {
  const made = newDocument(template, options)
  if (!made.ok) throw new Error(made.failure.message.en)
  return { document: made.value, analysis: analyze(made.value) }
}

test('one image through LeNet-5 holds at most the output of C1 and what S2 makes of it', () => {
  const { analysis } = network('lenet')
  const numbers = {
    input: 1024, // 32×32×1 alone
    'features/c1': 1024 + 4704, // the image, and 28×28×6
    'features/s2': 4704 + 1176, // C1's, and 14×14×6; the image is let go of
    'features/c3': 1176 + 1600, // and 10×10×16
    'features/s4': 1600 + 400, // and 5×5×16
    'features/c5': 400 + 120,
    'classifier/flatten': 120 + 120,
    'classifier/f6': 120 + 84,
    'classifier/predictions': 84 + 10,
  }
  expect([...heldBytes(analysis)]).toEqual(Object.entries(numbers).map(([id, count]) => [id, count * 4]))
  expect(inferenceBytes(analysis)).toBe((4704 + 1176) * 4) // 23,520
  expect(inferenceBytes(analysis, ['classifier/flatten', 'classifier/f6'])).toBe((120 + 120) * 4)
})

/**
 * input → a (3×3, 8 filters) → b (16 filters) → c (8 filters) → add of a and c → out (1 filter), all 4×4: a shortcut is
 * held over the layers that it leads past.
 */
test('what a shortcut takes past other layers is held until it is added', () => {
  const convolution = (filters: number) => ({
    type: 'layer' as const,
    kind: 'conv2d',
    params: { filters, kernelSize: [3, 3], padding: 'same' },
  })
  const wires = ['input a', 'a b', 'b c', 'a add', 'c add 1', 'add out'].map((wire) => wire.split(' '))
  const analysis = analyze({
    nodes: {
      input: { type: 'layer', kind: 'input', params: { shape: [4, 4, 1] } },
      a: convolution(8),
      b: convolution(16),
      c: convolution(8),
      add: { type: 'layer', kind: 'add', params: {} },
      out: convolution(1),
    },
    edges: Object.fromEntries(
      wires.map(([source, target, input = '0']) => [
        `${source}->${target}#${input}`,
        { source: source!, target: target!, targetInput: Number(input) },
      ]),
    ),
  })
  const [image, a, b, c, add, out] = [16, 128, 256, 128, 128, 16]
  expect([...heldBytes(analysis).values()]).toEqual(
    [image, image + a, a + b, a + b + c, a + c + add, add + out].map((count) => count * 4),
  )
})

/** Numbers of all outputs of LeNet-5 for one image: 1024 + 4704 + 1176 + 1600 + 400 + 120 + 120 + 84 + 10. */
const activations = 9238

test.each([
  // Activations of the batch; 61,706 weights, as many gradients, and the optimizer's numbers for each weight.
  { optimizer: 'sgd', batchSize: 1, numbers: activations + 61_706 * 2 },
  { optimizer: 'momentum', batchSize: 64, numbers: activations * 64 + 61_706 * 3 }, // 3,105,400 bytes
  { optimizer: 'adam', batchSize: 32, numbers: activations * 32 + 61_706 * 4 },
  { optimizer: 'rmsprop', batchSize: 64, numbers: activations * 64 + 61_706 * 3 },
  { optimizer: 'rmsprop', rmspropMomentum: 0.9, batchSize: 64, numbers: activations * 64 + 61_706 * 4 },
  { optimizer: 'adagrad', batchSize: 64, numbers: activations * 64 + 61_706 * 3 },
] as const)('training LeNet-5 by $optimizer in batches of $batchSize', ({ numbers, ...plan }) => {
  const { analysis } = network('lenet')
  expect(trainingBytes(analysis.blocks.get('')!, plan)).toBe(numbers * 4)
})

test('moving statistics are held once: they have neither gradient nor slot', () => {
  const part = { trainable: 10, nonTrainable: 6, activationBytes: 100 }
  expect(trainingBytes(part, { optimizer: 'adam', batchSize: 2 })).toBe(200 + 4 * (10 + 6) + 4 * 10 + 2 * 4 * 10)
})
