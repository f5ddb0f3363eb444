import { describe, expect, test } from 'vitest'
import { network } from '../../test/graph/network.ts'
import { execute, startHistory } from '../commands/history.ts'
import type { LoomDocument } from '../document/schema.ts'
import { analyze } from './analyze.ts'
import type { Problem } from './problem.ts'

const image = (channels: number) => ['input', { shape: [8, 8, channels] }] as const
const conv = (params = {}) => ['conv2d', { padding: 'same', ...params }] as const
const dense = ['dense', { units: 10 }] as const
/** The way from an image to a vector that most cases need and that is not their matter. */
const head = { flatten: ['flatten'], out: dense } as const

interface Case {
  name: string
  document: LoomDocument
  /** Every problem that is to be found, and no other: its code, place and the labels of its fixes. */
  problems: { code: string; at?: string; says: string; fixes: string[] }[]
}

const cases: Case[] = [
  {
    name: 'a sound network',
    document: network({ in: image(3), c: conv(), ...head }, ['in -> c -> flatten -> out']),
    problems: [],
  },
  {
    name: 'an empty network',
    document: network({}),
    problems: [
      { code: 'no-input', says: 'The network is empty. Start with an input layer.', fixes: ['Add an input layer'] },
    ],
  },
  {
    name: 'no input',
    document: network({ c: conv(), ...head }, ['c -> flatten -> out']),
    problems: [
      { code: 'no-input', says: 'The network has no input layer.', fixes: ['Add an input layer'] },
      { code: 'missing-input', at: 'c', says: '“c” has nothing connected to its input.', fixes: [] },
    ],
  },
  {
    name: 'a circle of three',
    document: network({ in: image(3), a: ['add'], b: conv(), c: conv(), flatten: ['flatten'] }, [
      'in -> a -> b -> c -> a',
      'c -> flatten',
    ]),
    problems: [
      {
        code: 'cycle',
        at: 'a',
        says: 'These layers feed each other in a circle: a → b → c → a. Data can only run forwards.',
        fixes: ['Remove the wire from c to a'],
      },
    ],
  },
  {
    name: 'a layer connected to itself',
    document: network({ in: image(3), c: conv(), ...head }, ['in -> flatten -> out', 'c -> c']),
    problems: [
      {
        code: 'cycle',
        at: 'c',
        says: 'These layers feed each other in a circle: c → c. Data can only run forwards.',
        fixes: ['Remove the wire from c to c'],
      },
    ],
  },
  {
    name: 'two circles in one knot',
    document: network({ in: image(3), a: ['add'], b: ['add'], c: conv(), ...head }, [
      'in -> a -> b -> c -> b',
      'c -> a',
      'c -> flatten -> out',
    ]),
    problems: [
      {
        code: 'cycle',
        at: 'a',
        says: 'These layers feed each other in a circle: a → b → c → a. Data can only run forwards.',
        fixes: ['Remove 2 wires'],
      },
    ],
  },
  {
    name: 'a missing input that one layer could give',
    document: network({ in: image(3), c: conv(), ...head }, ['in -> c', 'flatten -> out']),
    problems: [
      {
        code: 'unreachable',
        at: 'flatten',
        says: 'No data from an input reaches “flatten” and 1 layer behind it.',
        fixes: [],
      },
      {
        code: 'output-not-vector',
        at: 'c',
        says: '“c” is the last layer and gives 8×8×32. A classifier ends with a vector: one number a class.',
        fixes: ['Add flatten and dense (10 classes)', 'Add global average pooling and dense (10 classes)'],
      },
      {
        code: 'missing-input',
        at: 'flatten',
        says: '“flatten” has nothing connected to its input.',
        fixes: ['Connect c to flatten'],
      },
    ],
  },
  {
    name: 'a merge with one input',
    document: network({ in: image(3), a: ['add'], ...head }, ['in -> a -> flatten -> out']),
    problems: [{ code: 'missing-input', at: 'a', says: '“a” needs at least 2 inputs and has 1.', fixes: ['Delete a'] }],
  },
  {
    name: 'a loose layer',
    document: network({ in: image(3), ...head, lost: conv() }, ['in -> flatten -> out']),
    problems: [
      {
        code: 'missing-input',
        at: 'lost',
        says: '“lost” has nothing connected to its input.',
        fixes: ['Delete lost'],
      },
    ],
  },
  {
    name: 'too many inputs',
    document: network({ in: image(3), a: conv(), b: conv(), f: ['flatten'] }, ['in -> a -> f', 'in -> b -> f']),
    problems: [
      {
        code: 'too-many-inputs',
        at: 'f',
        says: '“f” takes one input and has 2.',
        fixes: ['Remove the wire from b to f'],
      },
    ],
  },
  {
    name: 'a wire into an input',
    document: network({ in: image(3), in2: image(3), ...head }, ['in -> in2 -> flatten -> out']),
    problems: [
      {
        code: 'several-inputs',
        at: 'in2',
        says: '“in2” is a second input next to “in”. Training feeds one image to one input.',
        fixes: [],
      },
      {
        code: 'too-many-inputs',
        at: 'in2',
        says: '“in2” is an input layer: no wire can end at it.',
        fixes: ['Remove the wire from in to in2'],
      },
    ],
  },
  {
    name: 'an unknown kind in the middle',
    document: network({ in: image(3), x: ['capsule'], ...head }, ['in -> x -> flatten -> out']),
    problems: [
      {
        code: 'unknown-kind',
        at: 'x',
        says: '“x” is a layer of the kind “capsule”, which this version does not know.',
        fixes: ['Delete x'],
      },
    ],
  },
  ...['__proto__', 'constructor', 'toString'].map((kind) => ({
    name: `the unknown kind ${kind}`,
    document: network({ in: image(3), x: [kind], ...head }, ['in -> x -> flatten -> out']),
    problems: [
      {
        code: 'unknown-kind',
        at: 'x',
        says: `“x” is a layer of the kind “${kind}”, which this version does not know.`,
        fixes: ['Delete x'],
      },
    ],
  })),
  ...(
    [
      [0, 'above 0, not 0'],
      [-3, 'above 0, not -3'],
      [2.5, 'a whole number, not 2.5'],
      [NaN, 'a number, not NaN'],
      [Infinity, 'a number, not Infinity'],
      [1e300, 'at most 9007199254740991, not 1e+300'],
      ['6', 'a number, not "6"'],
      [null, 'a number, not null'],
      [[6], 'a number, not [6]'],
    ] as const
  ).map(([filters, must]) => ({
    name: `${JSON.stringify(filters)} (${String(filters)}) filters`,
    document: network({ in: image(3), c: conv({ filters }), ...head }, ['in -> c -> flatten -> out']),
    problems: [
      { code: 'invalid-param', at: 'c.filters', says: `Filters must be ${must}.`, fixes: ['Set Filters to 32'] },
    ],
  })),
  {
    name: 'a parameter that there is not',
    document: network({ in: image(3), c: ['flatten', { axis: 1 }], out: dense }, ['in -> c -> out']),
    problems: [
      {
        code: 'invalid-param',
        at: 'c.axis',
        says: 'There is no parameter “axis” here. There are none.',
        fixes: ['Remove “axis”'],
      },
    ],
  },
  {
    name: 'two wrong parameters',
    document: network({ in: image(3), c: conv({ strides: [1, 0], padding: 'full' }), ...head }, [
      'in -> c -> flatten -> out',
    ]),
    problems: [
      {
        code: 'invalid-param',
        at: 'c.strides',
        says: 'Strides must be above 0, not 0.',
        fixes: ['Set Strides to 1, 1'],
      },
      {
        code: 'invalid-param',
        at: 'c.padding',
        says: 'Padding must be one of "valid", "same", not "full".',
        fixes: ['Set Padding to valid'],
      },
    ],
  },
  {
    name: 'a kernel larger than its input',
    document: network({ in: image(3), c: conv({ kernelSize: 9, padding: 'valid' }), ...head }, [
      'in -> c -> flatten -> out',
    ]),
    problems: [
      {
        code: 'shape',
        at: 'c.kernelSize',
        says: 'A 9×9 kernel does not fit a 8×8 input.',
        fixes: ['Pad with “same”'],
      },
    ],
  },
  {
    name: 'an addition of unequal channels',
    document: network({ in: image(3), a: conv({ filters: 8 }), b: conv({ filters: 16 }), sum: ['add'], ...head }, [
      'in -> a -> sum',
      'in -> b -> sum',
      'sum -> flatten -> out',
    ]),
    problems: [
      {
        code: 'shape',
        at: 'sum',
        says: 'Only equal shapes can be added, but 8×8×8 meets 8×8×16.',
        fixes: ['Bring a to 16 channels by a 1×1 convolution', 'Bring b to 8 channels by a 1×1 convolution'],
      },
    ],
  },
  {
    name: 'an addition of unequal sizes',
    document: network({ in: image(8), a: conv({ filters: 8, strides: 2 }), sum: ['add'], ...head }, [
      'in -> a -> sum',
      'in -> sum -> flatten -> out',
    ]),
    problems: [
      {
        code: 'shape',
        at: 'sum',
        says: 'Only equal shapes can be added, but 4×4×8 meets 8×8×8.',
        fixes: ['Bring in to 8 channels by a 1×1 convolution, /2'],
      },
    ],
  },
  {
    name: 'three to add, one of them different',
    document: network({ in: image(8), a: conv({ filters: 8 }), b: conv({ filters: 4 }), sum: ['add'], ...head }, [
      'in -> sum',
      'in -> a -> sum',
      'in -> b -> sum',
      'sum -> flatten -> out',
    ]),
    problems: [
      {
        code: 'shape',
        at: 'sum',
        says: 'Only equal shapes can be added, but 8×8×8 meets 8×8×4.',
        fixes: ['Bring b to 8 channels by a 1×1 convolution'],
      },
    ],
  },
  {
    name: 'a convolution after the flattening',
    document: network({ in: image(3), flatten: ['flatten'], c: conv() }, ['in -> flatten -> c']),
    problems: [
      {
        code: 'shape',
        at: 'c',
        says: 'A convolution needs an input of height × width × channels, but gets 192, which is flat: place it before the flattening.',
        fixes: ['Make an image of it: 1×1×192'],
      },
    ],
  },
  {
    name: 'filters that do not divide into groups',
    document: network({ in: image(4), c: conv({ filters: 6, groups: 4 }), ...head }, ['in -> c -> flatten -> out']),
    problems: [
      {
        code: 'shape',
        at: 'c.filters',
        says: '6 filters cannot be split into 4 equal groups.',
        fixes: ['Use 8 filters'],
      },
    ],
  },
  {
    name: 'filters that cannot be made to divide',
    document: network({ in: image(3), c: conv({ filters: 2 ** 53 - 2, groups: 2 ** 53 - 3 }), ...head }, [
      'in -> c -> flatten -> out',
    ]),
    problems: [
      {
        code: 'shape',
        at: 'c.filters',
        says: '9007199254740990 filters cannot be split into 9007199254740989 equal groups.',
        fixes: [],
      },
    ],
  },
  {
    name: 'a dense layer on an image, at the end',
    document: network({ in: image(3), out: dense }, ['in -> out']),
    problems: [
      {
        code: 'output-not-vector',
        at: 'out',
        says: '“out” is the last layer and gives 8×8×10. A classifier ends with a vector: one number a class.',
        fixes: ['Add flatten and dense (10 classes)', 'Add global average pooling and dense (10 classes)'],
      },
    ],
  },
  {
    name: 'several outputs: the branch that leads to the surplus one alone can go',
    document: network({ in: image(3), c: conv(), side: conv(), more: conv(), ...head }, [
      'in -> c -> flatten -> out',
      'c -> side -> more',
    ]),
    problems: [
      {
        code: 'several-outputs',
        at: 'more',
        says: 'Nobody takes the output of “more”, so the network has a second output next to “out”. They can be trained together only where both give one number a class.',
        fixes: ['Delete the 2 layers of this branch'],
      },
    ],
  },
  {
    name: 'a surplus output behind a circle can go alone',
    document: network({ in: image(3), ...head, round: ['add'], spare: image(3) }, [
      'in -> flatten -> out',
      'round -> round',
      'round -> spare',
    ]),
    problems: [
      {
        code: 'cycle',
        at: 'round',
        says: 'These layers feed each other in a circle: round → round. Data can only run forwards.',
        fixes: ['Remove the wire from round to round'],
      },
      {
        code: 'several-outputs',
        at: 'spare',
        says: 'Nobody takes the output of “spare”, so the network has a second output next to “out”. They can be trained together only where both give one number a class.',
        fixes: ['Delete spare'],
      },
      {
        code: 'missing-input',
        at: 'round',
        says: '“round” needs at least 2 inputs and has 1.',
        fixes: ['Connect out to round', 'Delete round'],
      },
      {
        code: 'too-many-inputs',
        at: 'spare',
        says: '“spare” is an input layer: no wire can end at it.',
        fixes: ['Remove the wire from round to spare'],
      },
    ],
  },
  {
    name: 'several inputs',
    document: network({ a: image(3), b: image(3), sum: ['add'], ...head }, ['a -> sum', 'b -> sum -> flatten -> out']),
    problems: [
      {
        code: 'several-inputs',
        at: 'b',
        says: '“b” is a second input next to “a”. Training feeds one image to one input.',
        fixes: [],
      },
    ],
  },
  {
    name: 'an input that nobody takes',
    document: network({ in: image(3), spare: image(3), ...head }, ['in -> flatten -> out']),
    problems: [
      {
        code: 'several-outputs',
        at: 'spare',
        says: 'Nobody takes the output of “spare”, so the network has a second output next to “out”. They can be trained together only where both give one number a class.',
        fixes: ['Delete spare'],
      },
    ],
  },
  {
    name: 'wires that hang loose',
    document: network({ in: image(3), ...head, box: { block: 'Box' } }, [
      'in -> flatten -> out',
      'in -> gone',
      'box -> out#1',
    ]),
    problems: [
      {
        code: 'dangling-edge',
        at: 'in->gone#0',
        says: 'The wire from “in” to “gone” hangs loose: “gone” is not a layer here.',
        fixes: ['Remove the wire from in to gone'],
      },
      {
        code: 'dangling-edge',
        at: 'box->out#1',
        says: 'The wire from “box” to “out” hangs loose: “box” is not a layer here.',
        fixes: ['Remove the wire from box to out'],
      },
    ],
  },
  {
    name: '10⁹ filters: said once, where they are',
    document: network({ in: image(3), c: conv({ filters: 1e9 }), bn: ['batch-normalization'], d: conv(), ...head }, [
      'in -> c -> bn -> d -> flatten -> out',
    ]),
    problems: [
      {
        code: 'too-large',
        at: 'c',
        says: 'Its weight “kernel” of 3×3×3×1000000000 is larger than any tensor can be (2³¹ numbers).',
        fixes: [],
      },
    ],
  },
  {
    name: 'more parameters than a number can count',
    document: network({ in: image(3), c: conv({ filters: Number.MAX_SAFE_INTEGER, kernelSize: 2 ** 40 }), ...head }, [
      'in -> c -> flatten -> out',
    ]),
    problems: [
      {
        code: 'too-large',
        at: 'c',
        says: 'Its weight “kernel” of 1099511627776×1099511627776×3×9007199254740991 is larger than any tensor can be (2³¹ numbers).',
        fixes: [],
      },
    ],
  },
  {
    name: 'a huge input',
    document: network({ in: ['input', { shape: [2 ** 40, 2 ** 40, 3] }], c: conv(), g: ['global-avg-pool-2d'] }, [
      'in -> c -> g',
    ]),
    problems: [
      {
        code: 'too-large',
        at: 'in',
        says: 'Its output of 1099511627776×1099511627776×3 is larger than any tensor can be (2³¹ numbers).',
        fixes: [],
      },
    ],
  },
]

const placeOf = ({ node, edge, param, code }: Problem) =>
  code === 'dangling-edge' ? edge : param === undefined ? node : `${node}.${param}`

describe('problems', () => {
  test.each(cases)('$name', ({ document, problems }) => {
    const analysis = analyze(document)
    expect(
      analysis.problems.map((problem) => ({
        code: problem.code,
        at: placeOf(problem),
        says: problem.message.en,
        fixes: problem.fixes.map(({ label }) => label.en),
      })),
    ).toEqual(problems.map(({ at, ...rest }) => ({ at, ...rest })))
    for (const { message, fixes } of analysis.problems) {
      for (const { zh } of [message, ...fixes.map(({ label }) => label)]) expect(zh).toMatch(/\p{Script=Han}/u)
    }
    expect(analysis.trainable).toBe(problems.length === 0)
  })

  test('all kinds of problem are in the table', () => {
    const met = new Set(cases.flatMap(({ problems }) => problems.map(({ code }) => code)))
    expect([...met].sort()).toEqual([
      'cycle',
      'dangling-edge',
      'invalid-param',
      'missing-input',
      'no-input',
      'output-not-vector',
      'several-inputs',
      'several-outputs',
      'shape',
      'too-large',
      'too-many-inputs',
      'unknown-kind',
      'unreachable',
    ])
  })
})

describe('every fix that is offered makes its problem go', () => {
  const offers = cases.flatMap(({ name, document }) =>
    analyze(document).problems.flatMap((problem) => problem.fixes.map((fix) => ({ name, document, problem, fix }))),
  )
  test.each(offers)('$name: $fix.label.en', ({ document, problem, fix }) => {
    const done = execute(startHistory(structuredClone(document)), fix.command, fix.input)
    if (!done.ok) throw new Error(done.failure.message.en)
    expect(done.value.past).toHaveLength(1)
    const left = analyze(done.value.document).problems
    expect(left.filter(({ code }) => code === problem.code).map(placeOf)).not.toContain(placeOf(problem))
  })
})
