import numpy as np
import keras
from keras import layers

num_classes = 10
input_shape = (28, 28, 1)

(images, labels), (test_images, test_labels) = keras.datasets.mnist.load_data()
images = images.astype("float32") / 255
test_images = test_images.astype("float32") / 255
images = np.expand_dims(images, -1)
test_images = np.expand_dims(test_images, -1)
print("images:", images.shape)
print(images.shape[0], "train samples")

labels = keras.utils.to_categorical(labels, num_classes)
test_labels = keras.utils.to_categorical(test_labels, num_classes)

net = keras.Sequential()
net.add(keras.Input(shape=input_shape))
for filters in [32, 64]:
    net.add(layers.Conv2D(filters, kernel_size=(3, 3), activation="relu"))
    net.add(layers.MaxPooling2D(pool_size=(2, 2)))
net.add(layers.Flatten())
net.add(layers.Dropout(0.5))
net.add(layers.Dense(num_classes, activation="softmax"))
net.summary()

batch_size = 128
epochs = 3
net.compile(loss="categorical_crossentropy", optimizer="adam", metrics=["accuracy"])
net.fit(images, labels, batch_size=batch_size, epochs=epochs, validation_split=0.1)

score = net.evaluate(test_images, test_labels, verbose=0)
print("Test loss:", score[0])
print("Test accuracy:", score[1])
