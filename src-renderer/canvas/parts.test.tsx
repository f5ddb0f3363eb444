// @vitest-environment happy-dom
import { renderHook, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { VisibleGraph, VisibleNode } from '../../src-core/layout/visible.ts'
import { isWhole, useParts } from './parts.ts'

const graphOf = (size: number): VisibleGraph => ({
  nodes: Array.from({ length: size }, (_, i): VisibleNode => ({ id: `n${i}`, show: 'layer', frame: undefined })),
  wires: [],
})

test('a large network goes and comes in parts, another one is there or not at once', async () => {
  const [small, large, other] = [graphOf(9), graphOf(300), graphOf(300)]
  const seen: number[] = []
  const { rerender, result } = renderHook(
    ({ far, graph }) => {
      const shown = useParts(far, graph)
      seen.push(shown)
      return shown
    },
    { initialProps: { far: false, graph: small } },
  )
  expect(isWhole(result.current)).toBe(true)
  rerender({ far: true, graph: large })
  expect(result.current).toBe(0)
  rerender({ far: false, graph: large })
  expect(result.current).toBe(0)
  await waitFor(() => expect(isWhole(result.current)).toBe(true))
  expect(new Set(seen)).toEqual(new Set([0, 1, 2, 3, 4]))
  rerender({ far: true, graph: other })
  expect(result.current).toBe(0)
  rerender({ far: false, graph: small })
  expect(isWhole(result.current)).toBe(true)
})
