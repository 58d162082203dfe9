"""Layers of many kinds, called one on another."""
from tensorflow.keras import Input, Model, Sequential, initializers, layers, regularizers
from tensorflow.keras.layers import BatchNormalization, Conv2D, Dense, ReLU

WIDTH = 16


def residual_block(x, filters, stride=1):
    shortcut = x
    y = Conv2D(filters, 3, strides=stride, padding="same", use_bias=False)(x)
    y = BatchNormalization()(y)
    y = ReLU()(y)
    y = Conv2D(filters, 3, padding="same", use_bias=False, name=None)(y)
    y = BatchNormalization(momentum=0.9)(y)
    if stride != 1:
        shortcut = Conv2D(filters, 1, strides=stride, use_bias=False)(x)
    y = layers.Add()([y, shortcut])
    return layers.Activation("relu")(y)


def make_resnet(shape, classes):
    inputs = Input(shape)
    x = layers.Rescaling(1.0 / 255)(inputs)
    x = Conv2D(WIDTH, (3, 3), padding="same", kernel_initializer="he_normal", name="stem")(x)
    for i, filters in enumerate([WIDTH, WIDTH * 2]):
        x = residual_block(x, filters, stride=1 if i == 0 else 2)
    x = layers.SeparableConv2D(32, 3)(x)
    x = layers.DepthwiseConv2D(3, padding="same")(x)
    x = layers.GlobalAveragePooling2D()(x)
    x = layers.Dropout(0.3)(x)
    return Model(inputs, Dense(classes, activation="softmax")(x), name="resnet")


def transformer(length, vocabulary, heads=2):
    tokens = Input(shape=(length,), dtype="int32", name="tokens")
    x = layers.Embedding(input_dim=vocabulary, output_dim=32)(tokens)
    attended = layers.MultiHeadAttention(num_heads=heads, key_dim=16)(x, x)
    x = layers.LayerNormalization(epsilon=1e-6)(x + attended)
    forward = Sequential([Dense(64, activation="gelu"), Dense(32)])(x) if False else Dense(32)(Dense(64, activation="gelu")(x))
    x = layers.LayerNormalization(epsilon=1e-6)(x + forward)
    x = layers.GlobalMaxPooling1D()(x)
    return Model(tokens, Dense(3, activation="softmax")(x))


resnet = make_resnet((32, 32, 3), 10)
attention = transformer(20, 500)

sequence = Sequential()
sequence.add(layers.Conv1D(8, 3, activation="relu", input_shape=(24, 4)))
sequence.add(layers.MaxPooling1D(2))
sequence.add(layers.GRU(12, return_sequences=True))
sequence.add(layers.SimpleRNN(6, return_sequences=True, kernel_regularizer=regularizers.L2(1e-4)))
sequence.add(layers.TimeDistributed(Dense(4, kernel_initializer=initializers.RandomNormal(stddev=0.01))))
sequence.add(layers.Flatten())
sequence.add(Dense(1))

decoder = Sequential([
    Input(shape=(8,)),
    Dense(7 * 7 * 4),
    layers.LeakyReLU(negative_slope=0.1),
    layers.Reshape((7, 7, 4)),
    layers.Conv2DTranspose(4, 3, strides=2, padding="same", activation="relu"),
    layers.UpSampling2D(),
    layers.ZeroPadding2D(1),
    layers.Conv2D(1, 3, activation="sigmoid"),
])
encoder = Sequential([Input(shape=(28, 28, 1)), layers.Flatten(), Dense(8)])
both_input = Input(shape=(28, 28, 1))
both = Model(both_input, decoder(encoder(both_input)))

cells = Sequential([
    Input(shape=(10, 3)),
    layers.RNN(layers.LSTMCell(8, recurrent_activation="sigmoid"), return_sequences=True),
    layers.RNN(layers.GRUCell(4)),
    Dense(1),
])

for model in [resnet, attention, sequence, decoder, both]:
    model.summary()
