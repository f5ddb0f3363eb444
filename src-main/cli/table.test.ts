import { expect, test } from 'vitest'
import { table } from './table.ts'

test('columns line up, also where characters take two cells', () => {
  const drawn = table(
    [{ title: '层' }, { title: '参数量', align: 'right' }],
    [
      ['c1', '156'],
      ['全连接', '48,120'],
    ],
  )
  expect(drawn.split('\n')).toEqual(['层      参数量', '──────  ──────', 'c1         156', '全连接  48,120'])
})
