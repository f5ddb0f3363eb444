import { commandTable } from '../../test/graph/command-table.ts'

commandTable(
  ['connect', 'disconnect'],
  [
    {
      name: 'a wire into a merge takes the next input',
      command: 'connect',
      input: { source: 'body/a', target: 'sum' },
      change: { wires: { 'body/a->sum#2': '+' } },
    },
    {
      name: 'a wire into a merge at an input that has one takes its place',
      command: 'connect',
      input: { source: 'body/a', target: 'sum', targetInput: 1 },
      change: { wires: { 'in->sum#1': '-', 'body/a->sum#1': '+' } },
    },
    {
      name: 'a wire into a layer of one input takes the place of its wire',
      command: 'connect',
      input: { source: 'in', target: 'out' },
      change: { wires: { 'flatten->out#0': '-', 'in->out#0': '+' } },
    },
    {
      name: 'a circle',
      command: 'connect',
      input: { source: 'flatten', target: 'body/a' },
      refusal: '“flatten” already follows from “body/a”: the wire would close a circle.',
    },
    {
      name: 'a layer to itself',
      command: 'connect',
      input: { source: 'sum', target: 'sum' },
      refusal: '“sum” cannot be connected to itself.',
    },
    {
      name: 'a wire that is there',
      command: 'connect',
      input: { source: 'in', target: 'sum' },
      refusal: '“in” is already connected to “sum”.',
    },
    {
      name: 'into an input',
      command: 'connect',
      input: { source: 'loose', target: 'in' },
      refusal: '“in” is an input layer: nothing can be connected into it.',
    },
    {
      name: 'into a block',
      command: 'connect',
      input: { source: 'in', target: 'body' },
      refusal: 'There is no layer “body”.',
    },
    {
      name: 'one of two wires',
      command: 'disconnect',
      input: { edges: ['in->sum#1'] },
      change: { wires: { 'in->sum#1': '-' } },
    },
    {
      name: 'a wire that is not',
      command: 'disconnect',
      input: { edges: ['in->sum#0'] },
      refusal: 'There is no wire “in->sum#0”.',
    },
  ],
)
