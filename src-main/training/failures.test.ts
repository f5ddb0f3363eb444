import { expect, test } from 'vitest'
import { Plan } from '../../src-core/training/plan.ts'
import type { Finding } from './diagnose.ts'
import { diverged, explainError, notKept } from './failures.ts'

test.each([
  // TensorFlow's own words, then V8's.
  [
    'OOM when allocating tensor with shape[65536,224,224,64] and type float on /job:localhost/replica:0/task:0/device:CPU:0 by allocator cpu',
    'out-of-memory',
  ],
  ['RESOURCE_EXHAUSTED: failed to allocate memory [Op:Conv2D]', 'out-of-memory'],
  ['std::bad_alloc', 'out-of-memory'],
  ['Array buffer allocation failed', 'out-of-memory'],
  ['Invalid typed array length: 78400000000', 'out-of-memory'],
  ['Invalid TF_Status: 3\nMessage: Incompatible shapes: [2,3] vs. [4]', 'tensorflow-error'],
])('%s', (message, code) => {
  const { failure } = explainError(new Error(message))
  expect(failure.code).toBe(code)
  expect(failure.message.en).not.toContain('\n')
})

test('a divergence says where, and a learning rate to try', () => {
  const at = { loss: Infinity, step: 12, epoch: 2, learningRate: 0.15 }
  const { failure } = diverged(Plan.parse({ learningRate: 0.3 }), at)
  expect(failure.message.en).toBe(
    'The training has diverged: the loss became infinite at step 12 (epoch 2), with a learning rate of 0.15.',
  )
  expect(failure.advice?.en).toContain(
    'The learning rate of 0.3 is probably too high: try 0.03, or clip the gradients.',
  )
})

test.each<[Finding, string, string]>([
  [{ what: 'data' }, 'Images of that batch have values that are not finite.', 'Look at the data'],
  [{ what: 'output', layer: 'c1' }, 'is not finite with the weights of step 9 is “c1”.', 'try 0.03, or clip'],
  [{ what: 'gradient', layer: 'c1' }, 'gradient is not finite with the weights of step 9 is “c1”.', 'try 0.03'],
  [{ what: 'largest', layer: 'c1', gradient: 41_234 }, 'the largest gradient was 4.1e+4, at “c1”.', 'try 0.03'],
])('what was found is said: %j', (finding, says, advice) => {
  const at = { loss: NaN, step: 12, epoch: 2, learningRate: 0.3, finding, keptStep: 9 }
  const { failure } = diverged(Plan.parse({ learningRate: 0.3 }), at)
  expect(failure.message.en).toContain(says)
  expect(failure.advice?.en).toContain(advice)
})

test.each([
  [undefined, 'train again'],
  [40, 'The checkpoint of step 40 is intact'],
])('weights that could not be kept, with %s kept before', (step, advice) => {
  const full = { code: 'disk-full', message: { en: 'The disk is full.', zh: '磁盘已满。' } }
  const { failure } = notKept(full, step)
  expect(failure).toMatchObject({
    code: 'disk-full',
    message: { en: 'The last weights could not be kept. The disk is full.' },
  })
  expect(failure.advice?.en).toContain(advice)
})
