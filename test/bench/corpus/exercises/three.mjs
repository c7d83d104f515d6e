import * as T from './node_modules/three/src/Three.Core.js';

const show = one =>
  console.log(
    JSON.stringify(one, (key, value) =>
      key === 'uuid' ? '' : typeof value === 'number' ? Number(value.toPrecision(6)) : value,
    )?.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/gi, ''),
  );
const points = Array.from(
  { length: 12 },
  (_, i) => new T.Vector2(Math.cos(i) * (5 + (i % 3)), Math.sin(i * 1.1) * 4),
);
for (const geometry of [
  new T.BoxGeometry(1, 2, 3, 2),
  new T.SphereGeometry(1, 8, 6),
  new T.TorusKnotGeometry(1, 0.3, 16, 4),
  new T.CylinderGeometry(1, 2, 3, 5),
  new T.IcosahedronGeometry(1, 1),
  new T.LatheGeometry(points, 4),
  new T.ExtrudeGeometry(new T.Shape(points), { depth: 2, bevelSegments: 1 }),
  new T.ShapeGeometry(new T.Shape(points)),
  new T.TubeGeometry(new T.CatmullRomCurve3(points.map(p => new T.Vector3(p.x, p.y, 1))), 8),
]) {
  geometry.computeBoundingSphere();
  geometry.computeVertexNormals();
  show(geometry.toNonIndexed().toJSON());
  show(new T.EdgesGeometry(geometry).toJSON());
  show(new T.WireframeGeometry(geometry).toJSON());
}
const scene = new T.Scene();
const mesh = new T.Mesh(new T.BoxGeometry(), new T.MeshStandardMaterial({ color: 0x123456 }));
scene.add(mesh, new T.PerspectiveCamera(), new T.DirectionalLight());
mesh.position.set(0, 0, -5);
mesh.rotation.set(1, 2, 3);
scene.updateMatrixWorld(true);
show(
  new T.Raycaster(new T.Vector3(), new T.Vector3(0, 0, -1))
    .intersectObjects(scene.children)
    .map(({ distance, point }) => [distance, point]),
);
show(scene.toJSON());
const clip = T.AnimationClip.parse({
  name: 'c',
  duration: 2,
  tracks: [
    { name: '.position', type: 'vector', times: [0, 1, 2], values: [0, 0, 0, 1, 2, 3, 4, 4, 4] },
    { name: '.rotation[x]', type: 'number', times: [0, 0, 1], values: [1, 1, 1] },
  ],
});
const mixer = new T.AnimationMixer(mesh);
mixer.clipAction(clip).play();
for (let i = 0; i < 5; i++) {
  mixer.update(0.3);
  show(mesh.position);
}
show(
  T.AnimationClip.CreateFromMorphTargetSequence(
    'm',
    [{ name: 'a' }, { name: 'b' }, { name: 'c' }],
    10,
    false,
  ).toJSON(),
);
show(clip.optimize().trim().toJSON());
for (const text of ['#fff', 'rgb(1,2,3)', 'hsl(120, 50%, 50%)', 'rebeccapurple', 'nonsense'])
  show(new T.Color(text).getHexString());
show(new T.Quaternion().setFromEuler(new T.Euler(1, 2, 3)).slerp(new T.Quaternion(), 0.3));
show(
  new T.Matrix4().lookAt(new T.Vector3(1, 2, 3), new T.Vector3(), new T.Vector3(0, 1, 0)).invert(),
);
show(T.PropertyBinding.parseTrackName('a.bones[b].position[x]'));
show(
  T.ShapeUtils.triangulateShape(points, [
    [new T.Vector2(0, 0), new T.Vector2(1, 0), new T.Vector2(0, 1)],
  ]),
);
