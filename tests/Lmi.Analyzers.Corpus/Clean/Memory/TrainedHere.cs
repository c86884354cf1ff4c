using System.Linq;
using Amazon.Lambda.Core;
using Microsoft.ML;

namespace Corpus.Clean.TrainedHere;

/// <summary>A model is trained on request and kept in a file; the engine over it lasts no longer than this training.</summary>
public class Function
{
    public float Train(string region, ILambdaContext context)
    {
        var ml = new MLContext();
        var data = ml.Data.LoadFromEnumerable(Enumerable.Empty<Sale>());
        var model = ml.Regression.Trainers.Sdca().Fit(data);
        ml.Model.Save(model, data.Schema, $"/mnt/models/{region}.zip");
        return ml.Model.CreatePredictionEngine<Sale, Forecast>(model).Predict(new Sale()).Score;
    }

    public sealed class Sale
    {
        public float Amount { get; set; }
    }

    public sealed class Forecast
    {
        public float Score { get; set; }
    }
}
