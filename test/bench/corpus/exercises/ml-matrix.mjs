import * as all from './node_modules/ml-matrix/src/index.js';

const { Matrix } = all;
const matrices = [
  [
    [1, 2],
    [3, 4],
  ],
  [
    [2, -1, 0],
    [-1, 2, -1],
    [0, -1, 2],
  ],
  [
    [1, 2, 3],
    [4, 5, 6],
  ],
  [
    [0, 1],
    [0, 0],
  ],
  [[1]],
  [
    [NaN, 1],
    [2, 3],
  ],
].map(rows => new Matrix(rows));
const tried = f => {
  try {
    return JSON.stringify(f(), (_, v) => (typeof v === 'number' ? v.toPrecision(8) : v));
  } catch (error) {
    return error.message;
  }
};
for (const a of matrices) {
  for (const name of [
    'transpose',
    'trace',
    'max',
    'min',
    'sum',
    'mean',
    'variance',
    'standardDeviation',
    'isSymmetric',
    'isEchelonForm',
    'echelonForm',
    'reducedEchelonForm',
    'norm',
    'abs',
    'diag',
    'prod',
    'cumulativeSum',
    'sortRows',
    'sortColumns',
    'to1DArray',
    'clone',
    'scaleRows',
    'scaleColumns',
    'center',
    'flipRows',
    'maxIndex',
    'entropy',
  ])
    console.log(
      name,
      tried(() => a.clone()[name]()),
      tried(() => a.clone()[name]('row')),
      tried(() => a.clone()[name]('column')),
    );
  for (const name of [
    'inverse',
    'pseudoInverse',
    'determinant',
    'covariance',
    'correlation',
    'linearDependencies',
  ])
    console.log(
      name,
      tried(() => all[name](a)),
    );
  for (const name of [
    'LuDecomposition',
    'QrDecomposition',
    'SingularValueDecomposition',
    'EigenvalueDecomposition',
    'CholeskyDecomposition',
    'Nipals',
  ])
    console.log(
      name,
      tried(() => new all[name](a)),
    );
  for (const b of matrices)
    for (const name of [
      'add',
      'sub',
      'mul',
      'div',
      'mmul',
      'strassen2x2',
      'strassen3x3',
      'kroneckerProduct',
      'kroneckerSum',
      'dot',
    ])
      console.log(
        name,
        tried(() => a.clone()[name](b)),
        tried(() => all.solve(a, b)),
      );
  for (const name of [
    'repeat',
    'getRow',
    'getColumn',
    'removeRow',
    'addRow',
    'subMatrix',
    'subMatrixRow',
    'subMatrixColumn',
    'setSubMatrix',
    'selection',
    'swapRows',
    'mulRow',
    'split',
  ])
    console.log(
      name,
      tried(() => a.clone()[name](0, [5, 6])),
      tried(() => a.clone()[name]([0], [0])),
      tried(() => a.clone()[name](0, 0, 0, 0)),
    );
}
console.log(
  tried(() => Matrix.eye(3)),
  tried(() => Matrix.zeros(2, 2)),
  tried(() => all.distanceMatrix?.([1, 2], (a, b) => a - b)),
  tried(() => all.wrap([1, 2])),
  tried(() =>
    new all.SymmetricMatrix([
      [1, 2],
      [2, 1],
    ]).toCompact(),
  ),
  tried(() => new all.DistanceMatrix(3)),
);
