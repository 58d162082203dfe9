import Testing
import Workbench
import WorkbenchTestSupport

@Suite("Layers at the prompt")
struct LayerLineTests {
  private let translator = """
    seed 1
    t = model source=[4], target=[3] {
      from source
      embedding 5, 4; position_embedding
      memory: layer_normalization
      from target
      embedding 5, 4; position_embedding
      residual { layer_normalization; multi_head_attention 2, 2, use_causal_mask=true }
      residual { layer_normalization; multi_head_attention 2, 2, value=memory }
      dense 5
    }

    """

  @Test func `a translator with two inputs is described`() {
    #expect(
      printed(translator + "t.multi_head_attention_1.value.bias")
        == "tensor[2, 2]\n  0  0\n  0  0")
  }

  @Test func `attention to an unknown label names the known ones`() {
    let output = printed(
      """
      m = model [4] { embedding 5, 4; multi_head_attention 2, 2, value=memry }
      """)
    #expect(output.contains("there is no input or layer `memry` before this line"))
  }

  @Test func `freeze names layers, and says which there are`() {
    let program = """
      seed 7
      xor = table([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0])
      m = model 2 { hidden: dense 2, activation=tanh; dense 1, activation=sigmoid }
      before = m.hidden.kernel

      """
    #expect(
      printed(program + "r = train m, xor, freeze=hidden\nall(m.hidden.kernel == before)")
        .hasSuffix("\ntrue"))
    #expect(
      printed(program + "r = train m, xor, freeze=[m.hidden]\nall(m.hidden.kernel == before)")
        .hasSuffix("\ntrue"))
    #expect(
      printed(program + "train m, xor, freeze=hiden").contains(
        "there is no layer `hiden` with weights"))
  }

  @Test func `compat changes defaults only`() {
    let output = printed(
      """
      set compat=pytorch
      m = model 100 { dense 50 }
      max(abs(m.dense.kernel)) < 0.1001
      max(abs(m.dense.bias)) > 0
      set compat=keras
      k = model 100 { dense 50 }
      max(abs(k.dense.kernel)) > 0.19
      max(abs(k.dense.bias))
      """)
    #expect(output == "true\ntrue\ntrue\n0")
  }

  @Test func `a number outside the vocabulary is refused with its row`() {
    let output = printed(
      """
      m = model [2] { embedding 3, 2; flatten; dense 1 }
      predict m, [[0, 1], [2, 3]]
      """)
    #expect(
      output.contains("row 1 has the number 3, but `embedding` knows 0 to 2 only"), "\(output)")
  }
}
