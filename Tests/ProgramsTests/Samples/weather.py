import numpy as np
import pandas as pd
from keras.models import Sequential
from keras.layers import LSTM, Dense, Dropout, Input
from keras.callbacks import ReduceLROnPlateau, ModelCheckpoint
from sklearn.preprocessing import MinMaxScaler

frame = pd.read_csv("weather.csv", usecols=["temperature"])
values = frame.values.astype("float32")
scaler = MinMaxScaler(feature_range=(0, 1))
values = scaler.fit_transform(values)

look_back = 24

def windows(series, size):
    x, y = [], []
    for i in range(len(series) - size):
        x.append(series[i:i + size, 0])
        y.append(series[i + size, 0])
    return np.array(x), np.array(y)

train_size = int(len(values) * 0.7)
train, test = values[:train_size], values[train_size:]
x_train, y_train = windows(train, look_back)
x_test, y_test = windows(test, look_back)
x_train = np.reshape(x_train, (x_train.shape[0], look_back, 1))
x_test = np.reshape(x_test, (x_test.shape[0], look_back, 1))

forecaster = Sequential()
forecaster.add(Input(shape=(look_back, 1)))
forecaster.add(LSTM(50, return_sequences=True))
forecaster.add(Dropout(0.2))
forecaster.add(LSTM(25))
forecaster.add(Dense(1))
forecaster.compile(loss="mean_squared_error", optimizer="adam")
forecaster.fit(x_train, y_train, epochs=20, batch_size=64, validation_data=(x_test, y_test), shuffle=False,
               callbacks=[ReduceLROnPlateau(factor=0.5, patience=3)])
prediction = forecaster.predict(x_test)
prediction = scaler.inverse_transform(prediction)
print("first", prediction[0])
