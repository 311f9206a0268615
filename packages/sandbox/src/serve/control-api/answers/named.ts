import * as z from 'zod/mini';

/** The names of the shapes in the OpenAPI description. */
export const shapeNames = z.registry<{ id: string }>();

/** Gives a shape a name, so that it is described only once. */
export function named<Shape extends z.ZodMiniType>(id: string, shape: Shape): Shape {
  shapeNames.add(shape, { id });
  return shape;
}

/** Epoch milliseconds of the sandbox clock. */
export const instant = z.number();
