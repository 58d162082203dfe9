import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

height, width, batch = 96, 96, 32
train_ds = keras.utils.image_dataset_from_directory(
    "flowers", validation_split=0.2, subset="training", seed=5, image_size=(height, width), batch_size=batch)
val_ds = keras.utils.image_dataset_from_directory(
    "flowers", validation_split=0.2, subset="validation", seed=5, image_size=(height, width), batch_size=batch)
class_names = train_ds.class_names

AUTOTUNE = tf.data.AUTOTUNE
train_ds = train_ds.cache().shuffle(1000).prefetch(buffer_size=AUTOTUNE)
val_ds = val_ds.cache().prefetch(buffer_size=AUTOTUNE)

net = keras.Sequential([
    layers.Input((height, width, 3)),
    layers.RandomFlip("horizontal"),
    layers.RandomRotation(0.1),
    layers.RandomZoom(0.1),
    layers.Rescaling(1.0 / 255),
    layers.Conv2D(16, 3, padding="same", activation="relu"),
    layers.MaxPooling2D(),
    layers.Conv2D(32, 3, padding="same"),
    layers.BatchNormalization(),
    layers.ReLU(max_value=6.0),
    layers.MaxPooling2D(),
    layers.Conv2D(64, 3, padding="same", activation="relu"),
    layers.GlobalAveragePooling2D(),
    layers.Dropout(0.2),
    layers.Dense(64, activation="relu"),
    layers.Dense(5, name="logits"),
])
net.compile(optimizer="adam",
            loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
            metrics=["accuracy"])
net.summary()
epochs = 12
history = net.fit(train_ds, validation_data=val_ds, epochs=epochs)
acc = history.history["accuracy"]
