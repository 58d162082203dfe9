import numpy as np
import keras
from keras import layers
from keras.datasets import imdb
from keras.utils import pad_sequences

MAX_WORDS = 10000
MAX_LENGTH = 250
EMBEDDING = 32

np.random.seed(3)
keras.utils.set_random_seed(3)

(train_texts, train_labels), (test_texts, test_labels) = imdb.load_data(num_words=MAX_WORDS)
print("reviews:", len(train_texts))
train_texts = pad_sequences(train_texts, maxlen=MAX_LENGTH, padding="post", truncating="post")
test_texts = pad_sequences(test_texts, maxlen=MAX_LENGTH, padding="post", truncating="post")
word_index = imdb.get_word_index()

reviewer = keras.Sequential([
    layers.Input((MAX_LENGTH,)),
    layers.Embedding(MAX_WORDS, EMBEDDING),
    layers.SpatialDropout1D(0.2),
    layers.SeparableConv1D(32, 5, activation="relu"),
    layers.MaxPooling1D(2),
    layers.Conv1D(64, 3, activation="relu"),
    layers.GlobalMaxPooling1D(),
    layers.Dense(16, activation="relu"),
    layers.Dense(1, activation="sigmoid"),
])
reviewer.compile(loss="binary_crossentropy", optimizer="rmsprop", metrics=["acc"])
reviewer.fit(train_texts, train_labels, epochs=4, batch_size=128, validation_data=(test_texts, test_labels))
score = reviewer.evaluate(test_texts, test_labels)
print("loss", score[0], "accuracy", score[1])
reviewer.save("reviewer.keras")
