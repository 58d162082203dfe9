import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers
from tensorflow.keras.preprocessing.sequence import pad_sequences

vocabulary = 20_000
length = 200

inputs = keras.Input(shape=(None,), dtype="int32")
x = layers.Embedding(vocabulary, 128)(inputs)
x = layers.Bidirectional(layers.LSTM(64, return_sequences=True))(x)
x = layers.Bidirectional(layers.LSTM(64))(x)
outputs = layers.Dense(1, activation="sigmoid")(x)
model = keras.Model(inputs, outputs)

(x_train, y_train), (x_val, y_val) = keras.datasets.imdb.load_data(num_words=vocabulary)
print(len(x_train), "training sequences")
x_train = pad_sequences(x_train, maxlen=length)
x_val = pad_sequences(x_val, maxlen=length)

model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
model.fit(x_train, y_train, batch_size=32, epochs=2, validation_data=(x_val, y_val))
