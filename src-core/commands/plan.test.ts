import { commandTable } from '../../test/graph/command-table.ts'

commandTable(
  ['setPlan'],
  [
    {
      name: 'some of the plan; what is not said stays',
      command: 'setPlan',
      input: { plan: { epochs: 3, limit: 1000 } },
      change: { training: { epochs: 3, limit: 1000 } },
    },
    {
      name: 'no epochs',
      command: 'setPlan',
      input: { plan: { epochs: 0 } },
      refusal: 'Epochs must be above 0, not 0.',
    },
    {
      name: 'a field that there is not',
      command: 'setPlan',
      input: { plan: { patience: 3 } },
      refusal: 'There is no parameter “patience” here.',
    },
  ],
)
