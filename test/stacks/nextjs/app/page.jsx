export default function Page() {
  return <p>상점</p>;
}
