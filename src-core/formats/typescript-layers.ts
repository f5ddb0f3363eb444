import type { OwnLayer } from './python-layers.ts'

/** A layer without weights: a class around what it computes. */
const plain = (callee: string, about: string, args: string, call: string, more = '') => `/** ${about} */
class ${callee} extends tf.layers.Layer {
  static className = "${callee}";

  constructor(private readonly args: ${args}) {
    super({ name: args.name });
  }
${more}
  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const x = Array.isArray(inputs) ? inputs[0] : inputs;
${call}
  }

  override getConfig() {
    return { ...super.getConfig(), ...this.args };
  }
}
tf.serialization.registerClass(${callee});`

/** What tfjs has no layer for, as classes for the file that needs them. */
export const ownLayersInTypescript: readonly OwnLayer[] = [
  {
    callee: 'GroupedConv2D',
    source: `interface GroupedConv2DArgs {
  name: string;
  filters: number;
  kernelSize: number | [number, number];
  groups: number;
  strides?: number | [number, number];
  padding?: "valid" | "same";
  dilationRate?: number | [number, number];
  activation?: "relu" | "relu6" | "elu" | "selu" | "softplus" | "swish" | "tanh" | "sigmoid" | "softmax";
  useBias?: boolean;
  kernelInitializer?: string | ReturnType<typeof tf.initializers.varianceScaling>;
  biasInitializer?: string;
  kernelRegularizer?: ReturnType<typeof tf.regularizers.l2>;
}

/** A convolution whose channels meet only the filters of their own group. */
class GroupedConv2D extends tf.layers.Layer {
  static className = "GroupedConv2D";
  private readonly convolution: tf.layers.Layer;

  constructor(private readonly args: GroupedConv2DArgs) {
    super({ name: args.name });
    // Knows the shape of the output, the initializers and the activation.
    const { groups: _, ...plain } = args;
    this.convolution = tf.layers.conv2d(plain as Parameters<typeof tf.layers.conv2d>[0]);
  }

  override build(shape: tf.Shape) {
    const { filters, groups, kernelSize, useBias = true } = this.args;
    const size = typeof kernelSize === "number" ? [kernelSize, kernelSize] : kernelSize;
    const { kernelInitializer, biasInitializer, kernelRegularizer } = this.convolution as any;
    const kernel = [...size, shape[3]! / groups, filters];
    this.addWeight("kernel", kernel, "float32", kernelInitializer, kernelRegularizer, true);
    if (useBias) this.addWeight("bias", [filters], "float32", biasInitializer, undefined, true);
    this.built = true;
  }

  override computeOutputShape(shape: tf.Shape): tf.Shape {
    return this.convolution.computeOutputShape(shape) as tf.Shape;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const { groups, strides = 1, padding = "valid", dilationRate = 1, activation } = this.args;
    return tf.tidy(() => {
      const x = (Array.isArray(inputs) ? inputs[0] : inputs) as tf.Tensor4D;
      const [kernel, bias] = this.weights.map((weight) => weight.read());
      const kernels = tf.split<tf.Tensor4D>(kernel as tf.Tensor4D, groups, 3);
      const parts = tf.split<tf.Tensor4D>(x, groups, 3);
      const convolved = parts.map((part, group) =>
        tf.conv2d(part, kernels[group], strides, padding, "NHWC", dilationRate),
      );
      const joined: tf.Tensor = tf.concat(convolved, 3);
      const y = bias ? joined.add(bias) : joined;
      return activation ? (tf.layers.activation({ activation }).call(y, {}) as tf.Tensor) : y;
    });
  }

  override getConfig() {
    return Object.assign(super.getConfig(), this.args);
  }
}
tf.serialization.registerClass(GroupedConv2D);`,
  },
  {
    callee: 'DilatedDepthwiseConv2D',
    source: `type DepthwiseArgs = Parameters<typeof tf.layers.depthwiseConv2d>[0];

/** tfjs's own layer takes no notice of its dilation. */
function dilatedDepthwiseConv2D({ dilationRate, ...args }: DepthwiseArgs): tf.layers.Layer {
  const layer = tf.layers.depthwiseConv2d(args);
  const rate = dilationRate as number | [number, number];
  const { kernelSize, strides = 1, padding = "valid", activation } = args;
  const shapeOf = (size: number, kernel: number, step: number, by: number) =>
    Math.ceil((padding === "same" ? size : size - (kernel - 1) * by) / step);
  const pair = (value: number | number[]) => (Array.isArray(value) ? value : [value, value]);
  layer.computeOutputShape = (input) => {
    const [batch, height, width, channels] = input as number[];
    const [kernel, step, by] = [pair(kernelSize as number), pair(strides as number), pair(rate)];
    const rows = shapeOf(height, kernel[0], step[0], by[0]);
    const columns = shapeOf(width, kernel[1], step[1], by[1]);
    return [batch, rows, columns, channels * (args.depthMultiplier ?? 1)];
  };
  layer.call = (inputs) =>
    tf.tidy(() => {
      const x = (Array.isArray(inputs) ? inputs[0] : inputs) as tf.Tensor4D;
      const [kernel, bias] = layer.weights.map((weight) => weight.read());
      const steps = strides as number;
      const y = tf.depthwiseConv2d(x, kernel as tf.Tensor4D, steps, padding as "same", "NHWC", rate);
      const biased: tf.Tensor = bias ? y.add(bias) : y;
      return activation ? tf.layers.activation({ activation }).call(biased, {}) : biased;
    });
  return layer;
}`,
  },
  {
    callee: 'ChannelShuffle',
    source: plain(
      'ChannelShuffle',
      'Deals the channels of each group out to all groups, as in ShuffleNet.',
      '{ groups: number; name: string }',
      `    const { groups } = this.args;
    const space = x.shape.slice(0, -1);
    const grouped = x.reshape([...space, groups, x.shape.at(-1)! / groups]);
    const axes = space.map((_, axis) => axis);
    return grouped.transpose([...axes, space.length + 1, space.length]).reshape(x.shape);`,
    ),
  },
  {
    callee: 'Slice',
    source: plain(
      'Slice',
      'Keeps the channels from start up to stop.',
      '{ start?: number; stop?: number; name: string }',
      `    const { start = 0, stop = x.shape.at(-1)! } = this.args;
    const space = x.shape.slice(0, -1);
    return x.slice([...space.map(() => 0), start], [...space, stop - start]);`,
      `
  override computeOutputShape(shape: tf.Shape): tf.Shape {
    const { start = 0, stop = shape.at(-1)! } = this.args;
    return [...shape.slice(0, -1), stop - start];
  }
`,
    ),
  },
  {
    callee: 'LocalResponseNormalization',
    source: plain(
      'LocalResponseNormalization',
      'Divides each value by the strength of the neighbouring channels.',
      '{ depthRadius: number; bias: number; alpha: number; beta: number; name: string }',
      `    const { depthRadius, bias, alpha, beta } = this.args;
    return tf.localResponseNormalization(x as tf.Tensor4D, depthRadius, bias, alpha, beta);`,
    ),
  },
  {
    callee: 'HardSigmoid',
    source: plain(
      'HardSigmoid',
      "From 0 at -3 to 1 at 3, as Keras has it; tfjs's own has another slope.",
      '{ name: string }',
      `    return tf.clipByValue(x.div(6).add(0.5), 0, 1);`,
    ),
  },
  {
    callee: 'HardSwish',
    source: plain(
      'HardSwish',
      'Each value times a ramp from 0 at -3 to 1 at 3.',
      '{ name: string }',
      `    return x.mul(tf.clipByValue(x.div(6).add(0.5), 0, 1));`,
    ),
  },
]
